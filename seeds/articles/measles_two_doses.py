"""Measles and its vaccine, winter 2025."""

from seeds.articles.shapes import Finding, SampleArticle, SampleSource

ARTICLE = SampleArticle(
    file="measles-two-doses.txt",
    title="Two doses, one leaflet and a great deal of noise",
    outlet="Specimen Health Weekly",
    byline="Staff report",
    url="https://example.org/health-weekly/measles-two-doses",
    language="en",
    published_on="2025-02-28",
    received_days_ago=17,
    topics=("health",),
    brought_by="reviewer",
    findings=(
        Finding(
            sentence=(
                "One dose of the vaccine, it says, protects every child for life, so the second one is "
                "only good business."
            ),
            reviewer="reviewer",
            rating="mostly_false",
            reasoning=(
                "One dose does protect most children, and for many years, so there is a true core. But by the "
                "CDC's figures about seven in a hundred stay unprotected after it, and after two doses about "
                "three. That difference decides whether an outbreak can spread, which is why WHO recommends "
                "both. Nothing supports the remark about business."
            ),
            sources=(
                SampleSource(
                    url="https://www.cdc.gov/measles/vaccines/index.html",
                    title="Measles Vaccination",
                    publisher="US Centers for Disease Control and Prevention",
                    kind="primary",
                    stance="refutes",
                ),
                SampleSource(
                    url="https://doi.org/10.1002/14651858.CD004407.pub5",
                    title="Vaccines for measles, mumps, rubella, and varicella in children",
                    publisher="Cochrane",
                    published_on="2021-11-22",
                    kind="expert",
                    stance="context",
                ),
            ),
            outcome="published",
            summary=(
                "One dose protects most children, not every child. The second one reaches most of those it missed."
            ),
        ),
        Finding(
            sentence=(
                "The same leaflet states that the combined vaccine against measles, mumps and rubella causes "
                "autism in one child out of fifty."
            ),
            reviewer="reviewer-two",
            rating="false",
            reasoning=(
                "A Danish study followed 657,461 children and found autism no more often among the vaccinated "
                "than among the others. The Cochrane review of 2021, which pools many studies, found no link "
                "either. The paper of 1998 that started the rumour looked at twelve children and was "
                "retracted in 2010. The leaflet names no study for its figure, and we found none."
            ),
            sources=(
                SampleSource(
                    url="https://doi.org/10.7326/M18-2101",
                    title="Measles, Mumps, Rubella Vaccination and Autism: A Nationwide Cohort Study",
                    publisher="Annals of Internal Medicine",
                    published_on="2019-03-05",
                    kind="data",
                    stance="refutes",
                ),
                SampleSource(
                    url="https://doi.org/10.1002/14651858.CD004407.pub5",
                    title="Vaccines for measles, mumps, rubella, and varicella in children",
                    publisher="Cochrane",
                    published_on="2021-11-22",
                    kind="expert",
                    stance="refutes",
                ),
                SampleSource(
                    url="https://doi.org/10.1016/S0140-6736(97)11096-0",
                    title=(
                        "Retracted: Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive "
                        "developmental disorder in children"
                    ),
                    publisher="The Lancet",
                    published_on="1998-02-28",
                    kind="primary",
                    stance="context",
                ),
            ),
            outcome="approved",
            summary=(
                "No. Large studies with hundreds of thousands of children show no link, and the figure has no source."
            ),
        ),
        Finding(
            sentence=(
                "A widely shared post claims that high doses of vitamin A prevent measles as reliably as the "
                "vaccine does."
            ),
            reviewer="reviewer",
            rating="false",
            reasoning=(
                "Vitamin A is not a protection against infection. WHO recommends it for children who already "
                "have measles, because it makes severe courses less likely. High doses without medical advice "
                "can do harm."
            ),
            sources=(
                SampleSource(
                    url="https://www.who.int/news-room/fact-sheets/detail/measles",
                    title="Measles: fact sheet",
                    publisher="World Health Organization",
                    kind="primary",
                    stance="refutes",
                ),
            ),
            outcome="sent_back",
            summary=("No. Vitamin A helps children who already have measles; it does not keep them from catching it."),
            note=("Right, I think, but one fact sheet is thin. Please add a source on the limits of vitamin A itself."),
        ),
        Finding(
            sentence=(
                "Measles killed an estimated 107,500 people in 2023, most of them children under the age of five."
            ),
            reviewer="reviewer-two",
            rating="true",
            reasoning=(
                "The figure is the joint estimate that WHO and the CDC published in November 2024. It comes "
                "from a model, because many deaths are never registered, and the sentence rightly says "
                "'estimated'. Later editions of the same series may revise the year 2023 by some thousands."
            ),
            sources=(
                SampleSource(
                    url="https://www.cdc.gov/mmwr/volumes/73/wr/mm7345a4.htm",
                    title="Progress Toward Measles Elimination - Worldwide, 2000-2023",
                    publisher="Morbidity and Mortality Weekly Report",
                    published_on="2024-11-14",
                    kind="data",
                    stance="supports",
                ),
                SampleSource(
                    url="https://www.who.int/news-room/fact-sheets/detail/measles",
                    title="Measles: fact sheet",
                    publisher="World Health Organization",
                    kind="primary",
                    stance="context",
                ),
            ),
            outcome="reviewed",
            summary=(
                "This is the joint WHO and CDC estimate of November 2024, and it is correctly called an estimate."
            ),
        ),
        Finding(
            sentence="Canada has been free of endemic measles since 1998, and the United States since 2000.",
            reviewer="reviewer-es",
            rating="outdated",
            reasoning=("Correct when written. Canada lost its status in November 2025; the second half is still open."),
            outcome="escalated",
            note="It was true on the day of the article and is not today. Which day do we rate?",
        ),
    ),
)
