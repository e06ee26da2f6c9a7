"""Drinking water, in Spanish, March 2024."""

from seeds.articles.shapes import Finding, SampleArticle, SampleSource

ARTICLE = SampleArticle(
    file="agua-mitos-y-cifras.txt",
    title="Agua: cuatro cifras y un mito que hierve",
    outlet="El Diario de Muestra",
    url="https://example.org/diario/2024/03/22/agua",
    language="es",
    published_on="2024-03-22",
    received_days_ago=6,
    topics=("health", "climate"),
    brought_by="reviewer-es",
    findings=(
        Finding(
            sentence=(
                "Un folleto repartido en los mercados asegura que la agricultura consume el 70 % del agua "
                "dulce del planeta."
            ),
            reviewer="reviewer-es",
            rating="half_true",
            reasoning=(
                "La proporción existe, pero mide otra cosa. Alrededor del 70 % del agua dulce que se extrae "
                "de ríos, lagos y acuíferos se destina a la agricultura. Eso no es el 70 % del agua dulce del "
                "planeta, que en su mayor parte está en glaciares y bajo tierra. Además, una parte del agua "
                "extraída vuelve a los ríos."
            ),
            sources=(
                SampleSource(
                    url="https://www.fao.org/aquastat/en/",
                    title="AQUASTAT",
                    publisher="FAO",
                    kind="data",
                    stance="context",
                ),
                SampleSource(
                    url="https://data.worldbank.org/indicator/ER.H2O.FWAG.ZS",
                    title="Annual freshwater withdrawals, agriculture (% of total freshwater withdrawal)",
                    publisher="World Bank",
                    kind="data",
                    stance="context",
                ),
            ),
            outcome="published",
            summary="El 70 % se refiere al agua que se extrae, no a toda el agua dulce del planeta.",
        ),
        Finding(
            sentence=(
                "Según una publicación muy compartida, hervir el agua del grifo durante diez minutos elimina "
                "el plomo de las tuberías antiguas."
            ),
            reviewer="reviewer-es",
            rating="false",
            reasoning=(
                "Hervir el agua mata microbios, pero el plomo es un metal y no se evapora. Como una parte del "
                "agua sí se evapora, la concentración puede incluso aumentar. Las autoridades aconsejan usar "
                "agua fría, dejarla correr y cambiar las tuberías."
            ),
            sources=(
                SampleSource(
                    url=(
                        "https://www.epa.gov/ground-water-and-drinking-water/"
                        "basic-information-about-lead-drinking-water"
                    ),
                    title="Basic Information about Lead in Drinking Water",
                    publisher="US Environmental Protection Agency",
                    kind="primary",
                    stance="refutes",
                ),
                SampleSource(
                    url=(
                        "https://epa.ohio.gov/make-a-difference/educate/ways-to-reduce-lead-exposure-to-drinking-water"
                    ),
                    title="Reduce Drinking Water Lead Exposure",
                    publisher="Ohio EPA",
                    quote="Do not boil water to remove lead.",
                    kind="primary",
                    stance="refutes",
                ),
            ),
            outcome="approved",
            summary="No. Hervir el agua no elimina el plomo, e incluso puede concentrarlo.",
        ),
        Finding(
            sentence=(
                "En 2022, unos 2200 millones de personas carecían de agua potable gestionada de forma segura, "
                "según la Organización Mundial de la Salud (OMS) y Unicef."
            ),
            reviewer="reviewer-es",
            rating="mostly_true",
            reasoning=(
                "Es la cifra que la OMS y Unicef publicaron en 2023 para el año 2022. La edición de 2025 de "
                "la misma serie habla de 2100 millones en 2024. La frase es correcta para su fecha, pero "
                "quien la lea hoy necesita la cifra más reciente."
            ),
            sources=(
                SampleSource(
                    url="https://www.who.int/es/news-room/fact-sheets/detail/drinking-water",
                    title="Agua para consumo humano",
                    publisher="Organización Mundial de la Salud",
                    kind="primary",
                    stance="supports",
                ),
            ),
            outcome="reviewed",
            summary="La cifra es la oficial para 2022; la más reciente, de 2024, es de 2100 millones.",
        ),
    ),
)
