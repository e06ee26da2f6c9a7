"""Inflation in the euro area, January 2024."""

from seeds.articles.shapes import Finding, SampleArticle, SampleCorrection, SampleSource

ARTICLE = SampleArticle(
    file="euro-area-inflation.txt",
    title="The leaflet, the index and the price of bread",
    outlet="The Example Ledger",
    url="https://example.org/ledger/2024/leaflet-index-bread",
    language="en",
    published_on="2024-01-22",
    received_days_ago=13,
    topics=("economy",),
    brought_by="editor-two",
    findings=(
        Finding(
            sentence=(
                "Annual inflation in the euro area climbed to 10.7 per cent in October 2022, the leaflet says "
                "in its headline."
            ),
            reviewer="reviewer",
            rating="true",
            reasoning=(
                "Eurostat announced 10.7 per cent for October 2022 on the last day of that month. It was the "
                "highest rate since the euro was introduced. The leaflet gives month, area and number as they "
                "were announced."
            ),
            sources=(
                SampleSource(
                    url="https://en.vestikavkaza.ru/material/156552",
                    title="Report on Eurostat's estimate for October",
                    publisher="Vestnik Kavkaza",
                    published_on="2022-10-31",
                    quote=(
                        "Euro area annual inflation is expected to be 10.7% in October 2022, up from 9.9% in September"
                    ),
                    kind="secondary",
                    stance="supports",
                ),
                SampleSource(
                    url="https://ec.europa.eu/eurostat/databrowser/view/prc_hicp_manr/default/table?lang=en",
                    title="HICP: monthly data, annual rate of change",
                    publisher="Eurostat",
                    kind="data",
                    stance="context",
                ),
            ),
            outcome="corrected",
            summary="Yes. Eurostat put the annual rate for October 2022 at 10.7 per cent, a record.",
            correction=SampleCorrection(
                rating="mostly_true",
                note=(
                    "We first rated this sentence true. A reader pointed out that 10.7 per cent was the flash "
                    "estimate; the final figure, published on 17 November 2022, is 10.6. The rating is now "
                    "mostly true."
                ),
                reasoning=(
                    "The flash estimate of 31 October 2022 said 10.7 per cent, and the final figure of 17 "
                    "November says 10.6. The leaflet, printed more than a year later, should have used the "
                    "final one. The difference is a tenth of a point and does not change the message that "
                    "this was the peak."
                ),
                days_later=3,
            ),
        ),
        Finding(
            sentence=(
                "Since inflation has dropped below three per cent, the campaigners write, the prices in the "
                "shops are now falling."
            ),
            reviewer="reviewer-two",
            rating="mostly_false",
            reasoning=(
                "A rate of 2.9 per cent means that the basket cost 2.9 per cent more than a year before: "
                "prices rose more slowly, they did not fall. Energy is the exception, it was cheaper in "
                "December 2023 than a year earlier. Food and services, which people buy in shops, had become "
                "dearer."
            ),
            sources=(
                SampleSource(
                    url="https://ec.europa.eu/eurostat/databrowser/view/prc_hicp_manr/default/table?lang=en",
                    title="HICP: monthly data, annual rate of change",
                    publisher="Eurostat",
                    kind="data",
                    stance="refutes",
                ),
                SampleSource(
                    url="https://www.ecb.europa.eu/stats/macroeconomic_and_sectoral/hicp/html/index.en.html",
                    title="Inflation and consumer prices",
                    publisher="European Central Bank",
                    kind="primary",
                    stance="context",
                ),
            ),
            outcome="published",
            summary=(
                "Lower inflation means that prices rise more slowly. Only energy had become cheaper within the year."
            ),
        ),
        Finding(
            sentence=(
                "A widely shared post that the campaigners quote goes further and insists that the true rate "
                "is twice the official one because rents are left out of the index."
            ),
            reviewer="reviewer",
            rating="unproven",
            reasoning=(
                "The post gives no calculation that could be repeated. The European index does count the "
                "rents that tenants pay; what it leaves out is the cost of living in a home of one's own. How "
                "much that would add is disputed among statisticians. We found no estimate that comes near to "
                "doubling the rate."
            ),
            sources=(
                SampleSource(
                    url="https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32016R0792",
                    title="Regulation (EU) 2016/792 on harmonised indices of consumer prices",
                    publisher="EUR-Lex",
                    published_on="2016-05-11",
                    kind="primary",
                    stance="context",
                ),
            ),
            outcome="withdrawn",
            summary="The post shows no calculation, and nobody can check a rate that has none.",
            note=(
                "Withdrawn: the sentence makes two claims and our verdict treated them as one. That rents are "
                "left out is wrong, since the index counts the rents of tenants; only the doubled rate is "
                "unproven. Each will be checked by itself."
            ),
        ),
        Finding(
            sentence="Nineteen countries share the euro, it says on the back.",
            reviewer="reviewer-two",
            rating="outdated",
            reasoning=(
                "There were nineteen until the end of 2022. Croatia became the twentieth on 1 January 2023, a "
                "year before the leaflet was handed out, and Bulgaria the twenty-first on 1 January 2026."
            ),
            sources=(
                SampleSource(
                    url="https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32022D1211",
                    title="Council Decision (EU) 2022/1211 on the adoption by Croatia of the euro",
                    publisher="EUR-Lex",
                    published_on="2022-07-12",
                    kind="primary",
                    stance="refutes",
                ),
                SampleSource(
                    url="https://european-union.europa.eu/institutions-law-budget/euro/countries-using-euro_en",
                    title="Countries using the euro",
                    publisher="European Union",
                    kind="primary",
                    stance="refutes",
                ),
            ),
            outcome="approved",
            summary="That was the number until the end of 2022. Croatia joined in 2023, Bulgaria in 2026.",
        ),
        Finding(
            sentence=(
                "Economists have an old answer: people buy bread every day and a washing machine every ten years, so "
                "they notice the price of bread."
            ),
            reviewer="reviewer",
            rating="unproven",
            outcome="dismissed",
            note=("An explanation that nobody disputes and no number hangs on. Readers gain nothing from a check."),
        ),
    ),
)
