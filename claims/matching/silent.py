"""Words that any sentence may have, by language, as `words_in` writes them: of what is alike they tell nothing."""


def _each(words: str) -> frozenset[str]:
    return frozenset(words.split())


SILENT = {
    "en": _each(
        """a about after again all also although am among an and another any are as at be because been before being
        between both but by can could did didn do does doesn doing don done down during each either else ever every few
        for from further get gets getting go goes going gone got had hadn has hasn have haven having he her here hers
        herself him himself his how however i if in into is isn it its itself just let like ll made make makes making
        many may me might more most much must my myself no nor not now of off on once one only onto or other others our
        ours out over own per quite rather re really said same say says saying she should shouldn so some such t than
        that the their theirs them themselves then there these they thing things this those though through thus to too
        under until up upon us ve very was wasn we were weren what when where whether which while who whom whose why
        will with within without won would wouldn yet you your yours yourself"""
    ),
    "de": _each(
        """ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist da
        dabei dadurch dafur dagegen daher damit dann daran darauf darum das dass dazu dein dem den denn der deren des
        deshalb dessen die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines
        er es etwa etwas euch euer fur gegen gewesen hab habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen
        ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes jene kann kein keine keinen konnen
        konnte man mehr mein mich mir mit muss mussen nach nicht noch nun nur ob oder ohne sagt sagte schon sehr sei
        seien sein seine seinem seinen seiner seit sich sie sind so solche soll sollen sollte sondern sonst sowie uber
        um und uns unser unter vom von vor war waren warum was wegen weil weiter welche wenn wer werde werden wie wieder
        will wir wird wo worden wurde wurden zu zum zur zwar zwischen"""
    ),
    "es": _each(
        """a al algo algun alguna algunas algunos ante antes aquel aquella asi aun aunque bajo bien cada como con contra
        cual cuales cuando de del desde dice dijo donde dos durante e el ella ellas ellos en entre era eran eres es esa
        esas ese eso esos esta estaba estado estan estar este esto estos fue fueron ha habia hace hacia han has hasta
        hay la las le les lo los mas me mi mientras muy nada ni no nos nosotros o os otra otras otro otros para pero por
        porque pues que quien quienes se sea segun ser si sido sin sobre solo son su sus tal tambien tan tanto te tiene
        tienen toda todas todo todos tu un una unas uno unos y ya yo"""
    ),
    "fr": _each(
        """a afin ai ainsi alors apres au aucun aussi autre autres aux avait avant avec avoir c ca car ce ceci cela
        celle celles celui ces cet cette ceux chaque chez comme comment d dans de deja des deux dit donc dont du elle
        elles en encore entre est et etaient etait etant ete etre eu fait fois font il ils j je l la le les leur leurs
        lors lui m ma mais me meme memes mes moins mon n ne ni nos notre nous on ont ou par parce pas pendant peu peut
        plus pour pourquoi qu quand que quel quelle quelles quels qui s sa sans se selon sera ses si sien soit son sont
        sous sur t ta te tel tes toi ton tous tout toute toutes tres tu un une vers vos votre vous y"""
    ),
    "pt": _each(
        """a ainda alem algum alguma algumas alguns ao aos apenas apos aquela aquele aquilo as assim ate cada com como
        contra da das de dela dele deles depois desde dessa desse desta deste disse diz do dois dos e ela elas ele eles
        em enquanto entre era eram essa essas esse esses esta estao estar estas estava este estes eu foi foram ha isso
        isto ja la lhe lhes mais mas me mesma mesmo meu minha muito na nao nas nem no nos nossa nosso num numa o os ou
        outra outras outro outros para pela pelas pelo pelos pode por porem porque qual quando que quem sao se segundo
        sem ser seu seus si sido so sob sobre sua suas tambem tao te tem toda todas todo todos tu um uma voce"""
    ),
}
