"""What readers see: pages for people, ClaimReview for machines. Shows what was published; nothing else."""
