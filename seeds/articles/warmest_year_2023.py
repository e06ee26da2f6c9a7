"""The warmest year on record, as of January 2024."""

from seeds.articles.shapes import Finding, SampleArticle, SampleSource, SecondOpinion

ARTICLE = SampleArticle(
    file="warmest-year-2023.txt",
    title="2023 in degrees: a record, a limit and three stubborn rumours",
    outlet="Sample Science Desk",
    byline="Staff report",
    url="https://example.org/science-desk/2023-in-degrees",
    language="en",
    published_on="2024-01-16",
    received_days_ago=9,
    topics=("climate",),
    brought_by="reviewer-two",
    findings=(
        Finding(
            sentence=(
                "A chart passed around in messaging groups states that the world broke the Paris Agreement in "
                "2023 because it warmed by more than 1.5 degrees on many days."
            ),
            reviewer="reviewer",
            rating="mostly_false",
            reasoning=(
                "The days are real: Copernicus counted close to half of the year above 1.5 degrees. The "
                "agreement, however, is about a lasting rise, measured as an average over decades and not "
                "over days or one year. It also names two limits, well below 2 degrees and, as an effort, "
                "1.5. A single year is a warning, not a breach."
            ),
            sources=(
                SampleSource(
                    url="https://unfccc.int/process-and-meetings/the-paris-agreement",
                    title="The Paris Agreement",
                    publisher="UNFCCC",
                    published_on="2015-12-12",
                    quote=(
                        "Holding the increase in the global average temperature to well below 2°C above "
                        "pre-industrial levels"
                    ),
                    kind="primary",
                    stance="refutes",
                ),
                SampleSource(
                    url="https://climate.copernicus.eu/global-climate-highlights-2023",
                    title="Global Climate Highlights 2023",
                    publisher="Copernicus Climate Change Service",
                    published_on="2024-01-09",
                    kind="data",
                    stance="context",
                ),
                SampleSource(
                    url="https://wmo.int/publication-series/state-of-global-climate-2023",
                    title="State of the Global Climate 2023",
                    publisher="World Meteorological Organization",
                    published_on="2024-03-19",
                    kind="expert",
                    stance="refutes",
                ),
            ),
            outcome="published",
            summary=("The warm days are real, but the limits of the Paris Agreement refer to averages over decades."),
        ),
        Finding(
            sentence=(
                "With a global mean temperature of 14.98 degrees Celsius, 2023 was the warmest calendar year "
                "in records that reach back to 1850."
            ),
            reviewer="reviewer-two",
            rating="true",
            reasoning=(
                "Number and rank are those of the Copernicus report of 9 January 2024, and WMO reached the "
                "same rank with six data sets. We rate the sentence as of its date. The year after was warmer "
                "still, which the public summary should say."
            ),
            sources=(
                SampleSource(
                    url="https://climate.copernicus.eu/global-climate-highlights-2023",
                    title="Global Climate Highlights 2023",
                    publisher="Copernicus Climate Change Service",
                    published_on="2024-01-09",
                    kind="data",
                    stance="supports",
                ),
                SampleSource(
                    url="https://climate.copernicus.eu/global-climate-highlights-2024",
                    title="Global Climate Highlights 2024",
                    publisher="Copernicus Climate Change Service",
                    published_on="2025-01-10",
                    kind="data",
                    stance="context",
                ),
            ),
            outcome="approved",
            summary=(
                "True when it was written, according to Copernicus and WMO. In the meantime 2024 has been warmer still."
            ),
        ),
        Finding(
            sentence=(
                "A video watched by many thousands claims that volcanoes emit more carbon dioxide every year "
                "than all human activity together."
            ),
            reviewer="reviewer",
            rating="false",
            reasoning=(
                "Published estimates for all volcanoes, on land and under the sea, lie between 0.13 and 0.44 "
                "billion tonnes of carbon dioxide a year. Human activity released about 35 billion tonnes in "
                "2010 alone. The video has the relation upside down, by a factor of at least eighty."
            ),
            sources=(
                SampleSource(
                    url="https://doi.org/10.1029/2011EO240001",
                    title="Volcanic versus anthropogenic carbon dioxide",
                    publisher="Eos",
                    published_on="2011-06-14",
                    kind="expert",
                    stance="refutes",
                ),
                SampleSource(
                    url="https://www.usgs.gov/programs/VHP/volcanoes-can-affect-climate",
                    title="Volcanoes can affect climate",
                    publisher="US Geological Survey",
                    kind="primary",
                    stance="refutes",
                ),
            ),
            outcome="disputed",
            summary=("It is the other way round: human activity emits at least eighty times as much as all volcanoes."),
            second=SecondOpinion(
                reviewer="reviewer-two",
                rating="mostly_false",
                reasoning=(
                    "Newer work counts what seeps out between eruptions as well and arrives at about 0.54 billion "
                    "tonnes a year for volcanoes on land. That is more than the older estimates and still some sixty "
                    "times less than human activity. The direction of the video is wrong; how wrong, nobody knows well."
                ),
                summary="Volcanoes emit far less than human activity, although more than was long believed.",
                sources=(
                    SampleSource(
                        url="https://doi.org/10.2138/rmg.2013.75.11",
                        title="Deep carbon emissions from volcanoes",
                        publisher="Reviews in Mineralogy and Geochemistry",
                        published_on="2013-01-01",
                        kind="expert",
                        stance="refutes",
                    ),
                ),
            ),
        ),
        Finding(
            sentence="According to one post, that eruption alone explains the record of 2023.",
            reviewer="reviewer-two",
            rating="unproven",
            reasoning=(
                "WMO names greenhouse gases and El Niño. Still to find: studies that size the eruption's own effect."
            ),
            outcome="held",
        ),
    ),
)
