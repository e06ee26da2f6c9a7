"""Google's Fact Check Tools API (v1alpha1) over the desk's own checks, so that its clients need but another address.

After the discovery document, revision 20240929. It only reads: what is published is the desk's to write. Unknown
parameters are ignored, as there (`key`, `alt`), and every refusal has Google's shape instead of problem+json.
"""
