"""Sentences written for the tests, language by language: each is one sentence, with the traps of its language."""

SPANISH = """\
El Congreso aprobó ayer la ley por 176 votos a favor y 170 en contra.
El Sr. Ministro de Hacienda compareció a las 10.30 h. ante la comisión.
¿Cuánto costará la reforma?
Nadie lo sabe todavía.
La inflación bajó al 2,3 % en mayo, según el INE.
El puente se abrió al tráfico a orillas del mar.
«No habrá recortes», dijo la portavoz del Gobierno.
«Es una buena noticia.
Ahorraremos 1.000,5 millones de euros», añadió el alcalde.
¡Qué vergüenza!
El art. 155 de la Constitución no se aplicará.
La empresa ACS S.A. ganó el contrato.
El presidente de EE. UU. visitó Madrid en el año 2022.
La Dra. Pérez, de la Univ. de Salamanca, publicó el estudio.
Vivía en la Avda. de América, núm. 14, desde 1998.
El ministerio calló…
La oposición pidió explicaciones.
Los precios subieron (véase la pág. 12 del informe).
La población creció en 12.500 personas entre 2001 y 2011.
¿Es verdad que el agua subió un 4 por ciento?
Sí, es verdad.
El barco zarpó con los Sres. diputados a bordo.
«¿Quién pagará?», preguntó la diputada.
La sentencia es firme.
El aeropuerto, p. ej., lleva dos años cerrado.
J. L. Borges nació en Buenos Aires en 1899.""".splitlines()

FRENCH = """\
M. Macron a reçu le chancelier allemand à l’Élysée lundi.
Mme Lagarde et MM. les ministres ont signé l’accord.
Le chômage a baissé de 0,3 point au 2e trimestre.
Qui paiera la facture ?
« Nous ne partirons pas », a déclaré le ministre.
« C’est une erreur.
Elle coûtera 1 000,5 millions d’euros », a-t-il ajouté.
Quelle honte !
Le train de 8 h 30 est arrivé avec deux heures de retard.
La loi no 78-17 du 6 janv. 1978 protège les données.
L’art. 49 de la Constitution a été utilisé vingt-trois fois.
Le Dr Martin, de l’hôpital St. Antoine, dirige l’étude.
Les prix ont augmenté de 5,2 % en un an ; les salaires, de 3 %.
« Est-ce vrai ? » demande la députée.
La réponse est non.
La population de la ville a doublé depuis 1990.
Le maire hésite…
Les habitants attendent.
Selon l’Insee, 12 500 emplois ont disparu en 2023.
J.-P. Raffarin était alors Premier ministre.
Le rapport (p. 12) cite trois études.
La séance est levée à 18 h.
Les élus ont voté contre le texte, c.-à-d. contre le budget.
Victor Hugo est né à Besançon en 1802.
L’eau, l’air, le sol, etc. sont contrôlés chaque mois.
Le pont mesure 2 460 m.""".splitlines()

GERMAN = """\
Der Bundestag tagte am 3. Oktober in Berlin.
Die Abg. Müller und Dr. Weber stimmten dagegen.
Das Gesetz gilt z. B. für Schulen und Krankenhäuser.
Wie hoch sind die Kosten?
Sie liegen bei 1.000,5 Mio. Euro.
„Wir bleiben hier“, sagte der Sprecher am Montag.
„Das ist ein Fehler.
Es kostet Milliarden“, erklärte die Ministerin.
Im 19. Jahrhundert war die Stadt preußisch.
Der 2. Weltkrieg endete 1945.
Die Zahl stieg um 4,2 % auf 12.500.
Am 1. Januar trat die Reform in Kraft.
Das wäre eine Katastrophe!
Die Firma Siemens AG usw. haben den Vertrag unterschrieben.
Nach § 23 Abs. 2 ist das verboten.
Die Inflation betrug lt. Statistischem Bundesamt 2,3 Prozent.
Karl V. regierte damals in Spanien.
Die Brücke ist ca. 300 m lang.
Der Minister schwieg …
Die Opposition verlangte Aufklärung.
»Wer bezahlt das?«, fragte der Abgeordnete.
Niemand weiß es.
J. W. von Goethe wurde 1749 in Frankfurt a. M. geboren.
Die Straße, d. h. die B 9, bleibt gesperrt.
Das Haus steht in der Schillerstr. 14 in Weimar.
Der Vertrag läuft bis 2030.""".splitlines()

PORTUGUESE = """\
O Sr. Presidente falou ontem no Congresso.
A Dra. Silva, da Univ. de Coimbra, publicou o estudo.
Quanto vai custar a reforma?
Ninguém sabe ao certo.
A inflação caiu para 2,3 % em maio, segundo o IBGE.
«Não haverá cortes», disse a porta-voz do governo.
“É uma boa notícia.
Vamos poupar 1.000,5 milhões de euros”, acrescentou o ministro.
Que vergonha!
O art. 5.º da Constituição não foi alterado.
A ponte foi aberta ao trânsito junto ao mar.
O navio partiu às 10h30 com 12.500 toneladas.
A empresa Sonae S.A. ganhou o contrato.
O presidente dos EUA visitou Lisboa em 2019.
Morava na Av. da Liberdade, n.º 14, desde 1998.
O ministério calou-se…
A oposição pediu explicações.
Os preços subiram (ver pág. 12 do relatório).
Será verdade que a água subiu 4 por cento?
Sim, é verdade.
O Exmo. Sr. Juiz adiou a sessão.
“Quem vai pagar?”, perguntou a deputada.
A sentença é definitiva.
O aeroporto, p. ex., está fechado há dois anos.
J. M. Eça de Queirós nasceu na Póvoa de Varzim em 1845.
O hospital fica na R. da Palma.""".splitlines()
