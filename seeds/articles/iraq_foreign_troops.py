"""Foreign troops in Iraq, January 2020."""

from seeds.articles.shapes import Finding, SampleArticle, SampleSource

ARTICLE = SampleArticle(
    file="iraq-foreign-troops.txt",
    title="Baghdad asks for a road map, Washington offers a different conversation",
    outlet="The Sample Gazette",
    byline="Staff report",
    url="https://example.org/gazette/2020/01/11/road-map",
    language="en",
    published_on="2020-01-11",
    received_days_ago=20,
    topics=("foreign-affairs",),
    brought_by="editor",
    findings=(
        Finding(
            sentence="About 5,200 American troops were stationed in Iraq at the beginning of January 2020.",
            reviewer="reviewer",
            rating="true",
            reasoning=(
                "The number was the one in general use in January 2020, by officials and by the press alike. "
                "The research service of Congress speaks of more than 5,000 in a report updated on 10 "
                "January, which fits. Forces on short visits are not always counted, so the figure is good to "
                "a few hundred. The sentence says 'about'."
            ),
            sources=(
                SampleSource(
                    url="https://www.everycrsreport.com/reports/R45633.html",
                    title="Iraq: Issues in the 116th Congress",
                    publisher="Congressional Research Service",
                    published_on="2020-01-10",
                    quote=(
                        "More than 5,000 U.S. military personnel and hundreds of international counterparts "
                        "remain in Iraq at the government's invitation"
                    ),
                    kind="expert",
                    stance="supports",
                ),
                SampleSource(
                    url="https://www.politico.com/news/2020/01/10/mike-pompeo-iraq-troops-withdrawal-097168",
                    title="Pompeo rebuffs Iraqi leader on U.S. troop pullout",
                    publisher="Politico",
                    published_on="2020-01-10",
                    quote="its 5,200 troops",
                    kind="secondary",
                    stance="supports",
                ),
            ),
            outcome="published",
            summary=(
                "Yes. Reports of the time agree on about 5,200, and a paper for Congress confirms more than 5,000."
            ),
        ),
        Finding(
            sentence=(
                "President Donald Trump told the nation that no Americans had been harmed in the missile attack."
            ),
            reviewer="reviewer-two",
            rating="outdated",
            reasoning=(
                "The president did say so on 8 January, and the first military assessment supported him. "
                "Symptoms of brain injuries often appear late. On 24 January the Pentagon spoke of 34 service "
                "members with such injuries, and the number kept rising in the weeks after. The quotation is "
                "correct; its content was overtaken."
            ),
            sources=(
                SampleSource(
                    url=(
                        "https://www.military.com/daily-news/2020/01/08/"
                        "trump-iran-strike-caused-minimal-damage-no-casualties.html"
                    ),
                    title="Trump: Iran Strike Caused Minimal Damage, No Casualties",
                    publisher="Military.com",
                    published_on="2020-01-08",
                    quote="No Americans were harmed in last night's attack by the Iranian regime.",
                    kind="secondary",
                    stance="supports",
                ),
                SampleSource(
                    url=(
                        "https://www.washingtonpost.com/national-security/2020/01/24/"
                        "pentagon-says-34-us-troops-were-diagnosed-with-brain-injuries-after-iranian-missile-attack/"
                    ),
                    title=(
                        "Pentagon says 34 U.S. troops were diagnosed with brain injuries after Iranian missile attack"
                    ),
                    publisher="The Washington Post",
                    published_on="2020-01-24",
                    kind="secondary",
                    stance="refutes",
                ),
            ),
            outcome="published",
            summary=(
                "He said it, but it did not last: within weeks dozens of soldiers were diagnosed with brain injuries."
            ),
        ),
        Finding(
            sentence=(
                "A post shared in several languages claims that the vote of 5 January made the presence of "
                "every foreign soldier illegal overnight."
            ),
            reviewer="reviewer",
            rating="false",
            reasoning=(
                "Parliament called on the government to act; it did not act in its place. Foreign forces were "
                "in the country under understandings between governments, made at Iraq's own request in 2014. "
                "Those can be ended, but a vote that does not bind the cabinet does not end them. The prime "
                "minister himself asked for talks about how to carry the resolution out, which would have "
                "been pointless had the matter been settled."
            ),
            sources=(
                SampleSource(
                    url="https://www.everycrsreport.com/reports/R45633.html",
                    title="Iraq: Issues in the 116th Congress",
                    publisher="Congressional Research Service",
                    published_on="2020-01-10",
                    quote=("at the government's invitation, subject to bilateral executive-to-executive agreements"),
                    kind="expert",
                    stance="refutes",
                ),
                SampleSource(
                    url="https://undocs.org/S/2014/691",
                    title="Letter of Iraq to the Security Council, 20 September 2014",
                    publisher="United Nations",
                    published_on="2014-09-22",
                    kind="primary",
                    stance="context",
                ),
                SampleSource(
                    url=(
                        "https://thehill.com/policy/defense/policy-strategy/"
                        "477651-iraqi-prime-minister-tells-pompeo-to-prepare-a-mechanism-for"
                    ),
                    title=("Iraqi prime minister tells Pompeo to 'prepare a mechanism' for troop withdrawal"),
                    publisher="The Hill",
                    published_on="2020-01-10",
                    kind="secondary",
                    stance="refutes",
                ),
            ),
            outcome="published",
            summary=(
                "No. The resolution was not binding, and only the government could end the arrangements on "
                "which the foreign mission rested."
            ),
        ),
        Finding(
            sentence=(
                "Trump told reporters that an American air base in Iraq had cost billions of dollars and that "
                "the troops would not leave unless Iraq paid the money back."
            ),
            reviewer="reviewer-two",
            rating="missing_context",
            reasoning=(
                "The remark is well documented. It leaves out whose base it is: the agreement of 2008 defines "
                "the places used by US forces as Iraqi facilities owned by the Government of Iraq. That "
                "agreement ran until the end of 2011, and nothing we found since then turns such a place into "
                "American property."
            ),
            sources=(
                SampleSource(
                    url="https://georgewbush-whitehouse.archives.gov/infocus/iraq/SE_SOFA.pdf",
                    title="Agreement on the Withdrawal of United States Forces from Iraq",
                    publisher="The White House (archived)",
                    published_on="2008-11-17",
                    quote=(
                        "those Iraqi facilities and areas owned by the Government of Iraq that are in use by "
                        "the United States Forces"
                    ),
                    kind="primary",
                    stance="context",
                ),
            ),
            outcome="reviewed",
            summary="The remark is real, but it leaves out that the bases used by US forces belong to Iraq.",
        ),
        Finding(
            sentence=(
                "Another one announces, without a picture or a place, that the last American convoy has "
                "already crossed the border into Kuwait."
            ),
            reviewer="reviewer-two",
            rating="false",
            reasoning="Nothing in the reports of that week points to a withdrawal.",
            outcome="released",
            note=("The post is said to exist in Arabic first. Somebody who reads Arabic should look for the original."),
        ),
    ),
)
