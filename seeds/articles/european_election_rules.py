"""The rules of the European election of June 2024."""

from seeds.articles.shapes import Finding, SampleArticle, SampleSource

ARTICLE = SampleArticle(
    file="european-election-rules.txt",
    title="Who votes, where and how often: the European election after the count",
    outlet="The Sample Gazette",
    byline="Staff report",
    url="https://example.org/gazette/2024/07/01/who-votes-where",
    language="en",
    published_on="2024-07-01",
    received_days_ago=2,
    topics=("elections",),
    brought_by="editor",
    findings=(
        Finding(
            sentence=(
                "And a humour page reported that the ballots of left-handed voters would be counted in a mirror."
            ),
            reviewer="reviewer-two",
            rating="satire",
            reasoning=(
                "The page calls itself humour and has never claimed to be anything else. How ballots are "
                "counted is laid down by each member state, and none has a rule about the hand that marked "
                "them. The sentence is rated because others now quote it in earnest."
            ),
            sources=(
                SampleSource(
                    url=(
                        "https://www.europarl.europa.eu/factsheets/en/sheet/21/"
                        "the-european-parliament-electoral-procedures"
                    ),
                    title="The European Parliament: electoral procedures",
                    publisher="European Parliament",
                    kind="primary",
                    stance="context",
                ),
            ),
            outcome="published",
            summary="This began as a joke on a humour page. No member state has such a rule.",
        ),
        Finding(
            sentence=(
                "A widely shared post told them that citizens who live abroad may vote twice, once at home "
                "and once where they live."
            ),
            reviewer="reviewer-two",
            rating="false",
            reasoning=(
                "Citizens of the Union may choose the country, but not both. The directive of 1993 says so in "
                "its fourth article, and member states exchange their lists to find double entries. In "
                "several countries voting twice is a criminal offence."
            ),
            sources=(
                SampleSource(
                    url="https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:31993L0109",
                    title="Council Directive 93/109/EC",
                    publisher="EUR-Lex",
                    published_on="1993-12-06",
                    quote="No person may vote more than once at the same election.",
                    kind="primary",
                    stance="refutes",
                ),
            ),
            outcome="reviewed",
            summary=("No. They may choose where to vote, at home or where they live, but they may vote only once."),
        ),
        Finding(
            sentence=(
                "In all member states, a flyer with the same slogan explains, the voting age for the European "
                "election was lowered to 16."
            ),
            reviewer="reviewer",
            rating="mostly_false",
            reasoning=(
                "Four member states out of 27 use 16, one uses 17. The electoral laws themselves are still to be read."
            ),
            outcome="held",
        ),
    ),
)
