"""Language areas: their commonest names, and the syllables that rarer names and towns are composed of."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["AREAS", "Area"]


@dataclass(frozen=True)
class Area:
    """A language area: its commonest names first, and the syllables that the rarer ones and its towns are made of.

    `tags` are its languages. Where `signs` are given, names are also written in them, syllable by syllable.
    """

    tags: tuple[str, ...]
    given: str
    family: str
    given_parts: tuple[str, ...]
    family_parts: tuple[str, ...]
    town_ends: str
    link: str = ""
    signs: bool = False


AREAS = {
    "english": Area(
        ("en",),
        "James Mary John Sarah David Emma Michael Emily Robert Laura William Rachel Thomas Hannah Daniel Claire "
        "Andrew "
        "Sophie Peter Alice Mark Helen Paul Jane George Kate Simon Fiona Ian Siobhán Niamh Seán",
        "Smith Jones Williams Brown Taylor Davies Wilson Evans Thomas Johnson Roberts Walker Wright Robinson "
        "Thompson "
        "White Hughes Edwards Green Lewis Wood Harris Martin Jackson Clarke Clark Turner Hill Cooper Morris Ward "
        "Moore King Watson Baker Harrison Young Allen Mitchell Murphy O'Brien Kelly O'Sullivan Byrne Ryan MacDonald "
        "Campbell Stewart Fraser Reid",
        (
            "Al An Ar Bri Bren Cal Car Cor Da De El Em Ever Fin Fre Gra Har Hol Ja Ka Le Lo Mar Mel Mor Nor Ro Ros Ta",
            "a be ca da la len li lo na ra ri ta va we",
            "h lie line ly n na nce ne r rd s th y",
        ),
        (
            "Ack Al Ash Bar Beck Black Brad Brook Buck Burn Chal Cot Craw Dal Den Dun East El Fair Far Far Fen Gar "
            "Gold Grey Hal Har Hart Hay Hol Hul Kel Kirk Lang Lind Lock Mal Marl Mil Nor Oak Pem Pen Rad Red Rush "
            "Sand Shel Stan Strat Tal Thorn Wal War West Whit Win Wood York",
            "a ber den der e en er ing le ling ly ning s ster well",
            "bridge brook bury by combe cott croft dale don field ford gate ham head hurst land ley man more son "
            "stead stock stone ton well wick wood worth",
        ),
        "ton ford bury ham field mouth bridge port wick stead",
    ),
    "spanish": Area(
        ("es",),
        "María José Carmen Antonio Ana Juan Laura Manuel Lucía Francisco Marta Javier Elena Carlos Cristina Miguel "
        "Paula Alejandro Sara Rafael Andrea Pedro Isabel Ángel Raquel Sergio Sofía Luis Inés Álvaro Julia Andrés "
        "Begoña Íñigo Ximena Mónica Jesús Verónica",
        "García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz "
        "Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano "
        "Blanco Molina Suárez Ortega Delgado Castro Ortiz Rubio Marín Sanz Núñez Iglesias Medina Garrido Cortés "
        "Castillo Santos Lozano Guerrero Cano Prieto Méndez Peña",
        (
            "A Ade Al An Ba Be Ca Ce Cla Da De E Es Fe Ga Gra Ju Le Lu Ma Mi Na Ra Ro Sa Te Va Vi Yo",
            "bri ca ci da go la le li lu mi na ni ra ri ro ta ti vi",
            "a cio da do la lia lio na no ra ria rio sa to",
        ),
        (
            "Al Alba An Ara Arre Bel Ber Caba Cal Cam Car Ce Cha Cor Cue Es Fi Ga Gala Gra Gue Hue Iba Lara Le Ma "
            "Mon Mora Nava O Oli Pala Pe Pine Que Re Ri Saa Sal San Sa Ta To U Val Ve Vi Villa Za",
            "ba be ca da de do ga go la le lla lle ma me na ne ra re rre sa se ta te za",
            "da dero do ga go lar les llo lo no ña ño ra res rez ro rra sco sta so tero tos vedra zo",
        ),
        "illo ar eda ales osa uela",
        link=" ",
    ),
    "portuguese": Area(
        ("pt",),
        "Maria João Ana José Inês António Beatriz Pedro Mariana Francisco Carolina Tiago Leonor Miguel Catarina Rui "
        "Joana Luís Sofia Gonçalo Matilde Paulo Rita Nuno Teresa Duarte Helena Vasco Fátima Simão Conceição Estêvão",
        "Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Jesus Sousa Fernandes Gonçalves Gomes Lopes "
        "Marques Alves Almeida Ribeiro Pinto Carvalho Teixeira Moreira Correia Mendes Nunes Soares Vieira Monteiro "
        "Cardoso Rocha Raposo Neves Coelho Cruz Cunha Pires Ramos Reis Simões Antunes Matos Fonseca Araújo Brandão "
        "Magalhães Leitão Guimarães Sá",
        (
            "A Adri Al Ar Be Ca Ce Cla Da Di E Fa Fla Ga Gi Jo Ju La Le Li Lu Ma Mi Na Ra Re Ro Sa Ta Te Va Vi",
            "bi ca ci da ga la le li lu na ni ra ri ro si ti vi",
            "a ana cio do ia inha io la lo na no ra so to",
        ),
        (
            "A Al Ama An Ara Bar Bel Boa Bra Ca Cal Cam Car Cas Cer Cor Es Fa Fi Fre Ga Gou Guer La Lei Lou Ma Mei "
            "Mira Mon Mou No Pa Pe Pi Por Que Ra Re Sal Sar Sea Ta Tor Va Va Ve Vila Xa",
            "be bo ca ce da de do ga go lha lho la le ma me na ne nha nho ra re ro sa se ta te xa",
            "da deira des dinho do ga gal gas lho lo ma nha nho no ra res ria ro rra s sco sta to veira zes",
        ),
        "eira ães osa inho ela al",
        link=" ",
    ),
    "french": Area(
        ("fr",),
        "Marie Jean Camille Pierre Sophie Nicolas Claire François Julie Thomas Émilie Antoine Chloé Julien Hélène "
        "Mathieu Élise Guillaume Anne Étienne Céline Benoît Amélie Jérôme Margaux Rémi Zoé Loïc Aurélie Gaël Noémie "
        "Anaïs",
        "Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre Michel Garcia "
        "David Bertrand Roux Vincent Fournier Morel Girard André Lefèvre Mercier Dupont Lambert Bonnet François "
        "Martinez Legrand Garnier Faure Rousseau Blanc Guérin Muller Henry Roussel Nicolas Perrin Morin Mathieu "
        "Clément Gauthier Dumont López Fontaine Chevalier Tremblay Gagnon",
        (
            "A Adé Al An Ar Au Bé Ca Cé Cla Cy Da Dé El Es Fa Flo Ga Gé Ho Jo Ju La Lé Lu Ma Mé Mi Na O Pa Ré Ro Sé",
            "bri ce do gi la lé li ma mi na ni ra ri ro ti va",
            "cien de die l le lie line lle me nce ne nie nt r re ric se tte",
        ),
        (
            "Au Bar Bau Beau Bel Ber Blan Boi Bon Bou Bra Bri Cail Car Chap Char Che Col Cor Cour De Des Dau Du Fer "
            "Fleu Fon Four Gail Gau Gi Gran Guil Han Jac Jou La Lan Le Lou Mail Mal Mar Mas Mon Mou Pas Pel Pi Poi "
            "Pré Re Ro Sa Sau Ta Tour Va Ver Vi",
            "be bou ca chi cha de do ga ge lo li mar me mi na no ra re ri ro se ta ti va",
            "bert chon court dard dé don fort gnac gnon lais lard lier lin llet mont naud net nier quet rand reau "
            "rel rier ron rot sson teau tier val ville vier",
        ),
        "ville court mont ières ac euil",
    ),
    "german": Area(
        ("de",),
        "Anna Michael Julia Thomas Katharina Andreas Lena Stefan Laura Christian Sabine Markus Jürgen Claudia Martin "
        "Jörg Susanne Jan Franziska Björn Ulrike Felix Käthe Lukas Heike Günther Johanna Matthias Bärbel Tobias "
        "Greta Sönke",
        "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein "
        "Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier "
        "Lehmann Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn "
        "Schubert Vogel Friedrich Günther Bäcker Groß",
        (
            "A Al An Ar Ben Ber Bri Da De Do E El Er Fa Fe Fran Ger Gi Ha Hei Hel Il In Jo Ka Le Li Lo Ma Mi Ni Ro",
            "a be di ga ge la le li lo ma mi na ni ra ri sa ti",
            "ko la le lin lke n na nd ne nika nn r rd ri s sa t tta us",
        ),
        (
            "Alt Amm Bach Bau Ber Birk Blu Böh Brei Bren Buch Dan Dör Eber Eich El Fal Feld Fin Flei Frei Für Geb "
            "Ger Gold Grü Haa Hag Hei Hell Her Hin Hol Jäg Kahl Kar Kel Kirsch Kno Kra Krei Küh Lan Lei Lin Lö "
            "Mai Mar Mein Neu Nie Ober Ost Pfei Rau Rein Rie Rosen Rü Sal San Schä Schil Schön Schu Schwei Sei Sie "
            "Stei Stö Tan Thie Unter Vol Wei Wer Wie Zie",
            "ber chen cke del der fel ge gel hel ke len ler men mer ne ner nig per rich sel ten ter tz zen",
            "bach bauer beck berg burg dorf er feld hagen hammer haus heim hof holz horn horst ing kamp ke kopf land "
            "linger mann meier mayer ner rath reich ried sche stein thal wald",
        ),
        "berg dorf burg heim hausen stadt furt bach",
    ),
    "dutch": Area(
        ("nl",),
        "Jan Anna Pieter Maria Johan Sanne Willem Eva Daan Lotte Joost Femke Bram Anouk Sander Maaike Thijs Iris "
        "Jeroen Noor Ruben Marloes Koen Roos Wouter Liesbeth Maarten Hanneke Zoë Daniël Loïs Renée",
        "Jansen Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Brouwer Dijkstra Smits Kok Jacobs "
        "Vermeulen Schouten Hoekstra Koster Prins Huisman Peeters Kuipers Veenstra Kramer Willems Scholten Maas "
        "Postma Kuiper Verhoeven Martens Janssens Maes Claes Wouters Goossens Mertens Aerts",
        (
            "A An Ar Ber Cor Da Dir Eli Es Fem Fre Ger Hen Ine Jo Jur Kar La Li Lo Ma Mei Mi Nie Pau Re Ro Sa Ti Yv",
            "a di e ge ja ke la li lo ma na ne ri ro sa te",
            "a bert dert ert je ka ke lien lke mke na ne nja nk rd s sje tte",
        ),
        (
            "Aal Aker Al Beek Ber Boe Boo Bor Bruij Buij Dam Dijk Doe Dros El Gel Groe Haa Hee Her Hof Hol Hoog "
            "Huij Kaa Kee Kla Koe Kool Kroo Lam Lee Lin Loo Meu Mol Nij Noor Oos Oude Pel Poo Rei Ron Rui Scha "
            "Schel Sloo Spaa Ste Tim Vaa Veld Ver Vlie Wag Wes Wie Zan Zee Zwar",
            "den der fke ge gen hem ken ker len ler men mer ne nen pen ren sen ste ten ter ven",
            "aar beek berg boer brink dam dijk donk els ema hof horst huis inga inck kamp laan man meijer mond put "
            "sma stra ting veen veld voort waard",
        ),
        "dam wijk veen recht hoven broek",
    ),
    "nordic": Area(
        ("sv", "nb", "da", "fi"),
        "Anna Lars Maria Erik Ingrid Johan Karin Anders Kristina Per Sofia Nils Åsa Björn Linnéa Søren Astrid Jørgen "
        "Eva Øystein Mette Mikko Solveig Jukka Aino Håkon Märta Bjørn Päivi Göran Sigríður Magnús",
        "Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Hansen Johansen "
        "Olsen Larsen Andersen Pedersen Nilsen Kristiansen Jensen Karlsen Nielsen Sørensen Rasmussen Jørgensen "
        "Madsen Christensen Thomsen Møller Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen "
        "Lindberg Lindström Lindqvist Bergström Sjöberg Åkesson Öberg Strøm Bakke Haugen Hagen",
        (
            "A Al An Ar As Bir Bo Da Ei El Em Fre Gu Hal Hel In Jo Ka Ker Li Lo Ma Mi Nan Ol Rag Sig Siv Sto Tor Ul",
            "a di ge hil ja ke la li na ne ni ri ta ti va",
            "a bjørg borg da do e gard ke la lf na nd ne ni r rd rid s sa stein t tta",
        ),
        (
            "Ahl Al Ask Berg Björk Blom Bo Bro Dahl Eke Eld Engel Falk Fjell Fors Fur Gran Grøn Grön Gul Haga Hall "
            "Ham Hed Hell Holm Høj Joki Kiv Kosk Lager Lund Lång Lahti Mar Mo Myr Niemi Nor Ny Näs Ran Rau Ros Rud "
            "Salo San Sjö Skog Skov Sol Stav Sten Ström Sund Söder Ter Tor Val Vest Vik Väst Ylä Åke Ås Øst Öst",
            "a e en er ers in la ma sta te va vi",
            "berg blad bo borg by dal fors gaard gren holm la land lin linen ling lund mark nen næs quist qvist rud "
            "sen skov son stad ström svik sund tveit vall vik",
        ),
        "stad by köping sund vik nes borg",
    ),
    "slavic": Area(
        ("pl", "cs", "sk", "hr"),
        "Anna Piotr Katarzyna Krzysztof Maria Jan Małgorzata Andrzej Agnieszka Tomasz Barbara Paweł Ewa Marcin "
        "Krystyna Michał Elżbieta Jakub Zofia Łukasz Jiří Jana Petr Eva Lucie Tomáš Tereza Václav Kateřina Ondřej "
        "Ivana Marko Željka Šimon Božena",
        "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski "
        "Kozłowski Jankowski Mazur Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Michalski "
        "Król Wieczorek Jabłoński Novák Svoboda Novotný Dvořák Černý Procházka Kučera Veselý Horák Němec Pokorný "
        "Marek Pospíšil Hájek Horvat Kovačević Babić Marić Jurić Novaković Kováč Tóth",
        (
            "A Al Be Bo Bro Ce Da Do Dra El Ga Gra Ha Ja Jo Ka Ki La Le Li Lu Ma Mi Na Ra Ro Sta Ta Te Va Vla Zde",
            "bi de di dzi le li lo mi na ni ra ri ro si sla te zi",
            "a cja da ek ena ka ko la mír na nek nka ra sław ta uš wa š",
        ),
        (
            "Ba Bar Bed Bie Bogu Bor Bru Bu By Cha Chmie Cie Czar Dą Do Dra Drze Du Ga Gło Go Gra Gó Hla Ho Hru "
            "Ja Jano Je Ka Kal Kli Ko Kra Kru Ku La Le Li Lu Ma Mała Mi Mro Na Nie O Or Pa Pie Po Pro Ra Ro Ru "
            "Sa Se Si Sko So Sta Ste Stra Su Szcze Sza To Tru Tu Ty U Wa Wil Wo Wró Za Ze Zie Zim Že Ža",
            "ba be bi bo bra cho da do du go gór je ka ko la le li lo ma mi na ne ni no ra ro ru sa si ta to wa za",
            "cki czak czek dek dík ga ka kowski la ła lec líček lski lík mek nek ňák niak nić niec ński rczyk rek "
            "rný rska rski ský sz szek tek vić vský wicz wiak wski zek",
        ),
        "ów ice ovice nica owo grad",
    ),
    "italian": Area(
        ("it",),
        "Maria Giuseppe Anna Giovanni Francesca Antonio Giulia Mario Chiara Luigi Sara Francesco Martina Marco Laura "
        "Andrea Elena Roberto Valentina Alessandro Paola Stefano Silvia Matteo Federica Luca Nicolò Debora Noè "
        "Niccolò",
        "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti Costa Giordano "
        "Mancini Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone "
        "Longo Gentile Martinelli Vitale Lombardo Serra Coppola Marchetti Parisi Villa Conte Ferraro Ferri Fabbri "
        "Bianco Marini Grasso Valentini D'Angelo De Luca Nicolò",
        (
            "A Ago Al An Ar Be Ca Ce Cla Da De Do E Fa Fio Ga Gia Gra Ila Iva La Le Li Lo Lu Ma Mi Na O Pa Ra Ro Sa",
            "be bri ce da do le li lo lva mi na ni nni ra re ri ro si ta ti",
            "a berto da do la lia lo na ne nella no ra rio sa ta tto zio",
        ),
        (
            "Al Ama An Ba Bal Bar Bel Ber Bo Bon Bor Bra Bu Ca Cal Cam Can Cap Car Ca Cec Ce Co Cor Cu Da De Do "
            "Fa Fer Fi Fio For Fra Ga Gar Ghi Gri Gua La Le Lo Lu Ma Mal Man Maz Me Mi Mon Mo Na Ne O Pa Pal Pe "
            "Pi Po Qua Ra Re Ro Sa Sal San Sca Se Spa Ta Te To Tra Va Ve Vi Vol Za",
            "ba bar be ca ce da de do ga ghe la le li lo ma me na ne no ra re ri ro sa sta ta te ti va vi za",
            "bardi betti chi chini di dini doni gi glia letti lli lini llo ni nari nelli netti ni no relli retti ri "
            "rini sini ssi stri tti telli toni tto vani zi zzi zzoli",
        ),
        "ano ate ello asco ignano ina",
    ),
    "turkish": Area(
        ("tr",),
        "Mehmet Ayşe Mustafa Fatma Ahmet Emine Ali Zeynep Hüseyin Elif Hasan Merve İbrahim Esra Murat Büşra Ömer "
        "Özge Yusuf Gül Emre Şule Burak Çiğdem Oğuz Gökçe Tuğba Cem Deniz Işıl",
        "Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç "
        "Kurt Özkan Şimşek Polat Korkmaz Çakır Erdoğan Özer Aksoy Güneş Bulut Keskin Ünal Turan Güler Tekin Yalçın "
        "Işık Acar Bozkurt Avcı Taş Karaca",
        (
            "Ak Al Ay Ba Bel Ber Can De Do Er Fer Gü Ha İl Ka Le Me Ne Nil O Pe Se Şe Ta Tü U Ye Ze",
            "a ci da de la le li lü ma me mi na ni ra re ri se şe",
            "al can ce de han k l la m met n na nur r ra rem t y",
        ),
        (
            "Ak Al Alt Ar Ata Ay Bal Baş Bay Bil Boz Bü Can Cey Çak Çal Çam Dağ De Dur Ege Ek El Er Gen Gök Gü "
            "Gün Ha Ilı İn Ka Kar Kay Kes Kır Kız Ko Kork Kö Ku Mer Oğ Ok On Or Öz Par Pek Sağ Sar Say Se Soy Sön "
            "Şen Taş Tek Top Tun Tü Uğ Uz Ül Ya Yal Yaş Yü Ze",
            "a ba bi ca cı da de dı ge ğa ğı ka ke kı la le lı ma mi na ra re rı sa se şı ta te ya",
            "ak al alp an ay baş can ça çı daş dağ demir er gil göz gül han kaya kan koç kul lar lı mak maz oğlu "
            "öz soy su taş tekin türk tuğ yurt",
        ),
        "köy pınar hisar kent dere",
    ),
    "arabic": Area(
        ("ar",),
        "Mohammed Fatima Ahmed Aisha Ali Mariam Omar Layla Hassan Noor Youssef Salma Khalid Huda Ibrahim Zainab "
        "Mahmoud Amina Karim Yasmin Tariq Rania Samir Nadia Bilal Samira Mustafa Dina Hamza Leïla Rachid Naïma",
        "Hassan Ali Ahmed Khalil Ibrahim Saleh Mansour Haddad Khoury Nasser Hamdan Said Salem Farah Rahman Aziz "
        "Hussein Abbas Darwish Najjar Sayegh Qasim Karam Awad Othman Shaheen Jaber Masri Zayed Fahmy El-Sayed "
        "Al-Farsi Al-Masri Ben-Salah Benali Bouazza Cherif Mansouri Tazi Alaoui",
        (
            "A Ab Ad Am An As Ba Da Fa Fi Ga Ha Ib Im Ja Ka Kha La Ma Mu Na Ra Ri Sa Sha Su Ta Wa Ya Za",
            "bi di dha fi hi la li ma mi na ni ra ri sa shi wi ya",
            "a ah b d da f h id im in ir l la m n na r ra sh t",
        ),
        (
            "Aba Abd Al- Al-Ba Al-Ha Al-Ma Al-Sha Am As At Ba Ben Ben- Bou Cha Dag Dah El- El-Ga El-Ha Fa Fu Ga "
            "Gha Ha Ham Hij Ja Jum Ka Kha Kan La Lah Ma Mah Mak Mu Na Naj Om Qa Qu Ra Raj Ru Sa Sab Sha Shu Su Ta "
            "Tah Tu Wa Wah Ya Yas Za Zak Zu",
            "ba bi da di fa fi ha hi ja ka la li ma mi na ni ra ri sa sha ta wa ya za",
            "d di f fi ghi h har idi jar ji kani lah lawi li m mani mi n nan ni qi r rani ri sh shi si t ti wi yan "
            "zi zar",
        ),
        "abad iyah an aniya our",
    ),
    "indian": Area(
        ("hi", "bn", "ta", "te"),
        "Rahul Priya Amit Neha Rajesh Anjali Sanjay Pooja Vijay Kavita Suresh Deepa Arun Lakshmi Anil Sunita Ravi "
        "Meera Manoj Divya Vikram Shreya Ashok Nandini Karthik Swati Prakash Asha Arjun Radha",
        "Kumar Singh Sharma Patel Gupta Das Roy Reddy Shah Verma Nair Rao Iyer Mehta Joshi Mukherjee Banerjee "
        "Chatterjee Ghosh Bose Sen Desai Kulkarni Deshpande Pillai Menon Naidu Mishra Tiwari Pandey Yadav Chauhan "
        "Jain Agarwal Malhotra Kapoor Khanna Chopra Bhatt Trivedi Krishnan Subramanian D'Souza Fernandes",
        (
            "Aa Abhi Adi Aka Ana An Bha Chan Da De Di Ga Gee Ha Hi In Ja Ka Ki La Ma Mo Na Ni Pa Pra Ra Ru Sa Sha "
            "Shi Su Ta U Va Vi Ya",
            "bha da de di ga ha ka la li ma mi na ni nti ra ri sh shi ta va vi",
            "a ant dra esh i it j ka ksh la lini m n na nand ndra ni nya r ran sh th ti v van vi ya",
        ),
        (
            "Acha Adi Aga Ah Ama Anan Ara Ba Bal Ban Bha Bhatta Bho Cha Chakra Chan Cho Da Das De Dha Dwi Ga Gan "
            "Go Gu Ha Hari Iyen Ja Jaya Ka Kal Kam Kha Kri Ku La Laksh Ma Maha Man Mu Na Nara Pa Pad Para Pra "
            "Pu Ra Raja Rama Sa Sama San Sar Sha Shan Shri Si Soma Sri Su Sun Ta Thi Tri U Va Van Ven Vi Vis Ya",
            "bha cha da de dha ga gha ja ka la li ma mi na ni pa ra ri sa sha ta tha va vi ya",
            "charya dasan dey dhyay gar ggi jee kar kan khar la lani li lingam ma mani mi moorthy na nan nath ni "
            "pal pathi puri r ram raman ran rao ri sal sami singh swamy tha thi thra va van vel war ya",
        ),
        "pur nagar abad garh gaon palli",
    ),
    "chinese": Area(
        ("zh",),
        "",
        "Wang王 Li李 Zhang张 Liu刘 Chen陈 Yang杨 Zhao赵 Huang黄 Zhou周 Wu吴 Xu徐 Sun孙 Hu胡 Zhu朱 Gao高 Lin林 He何 "
        "Guo郭 "
        "Ma马 Luo罗 Liang梁 Song宋 Zheng郑 Xie谢 Han韩 Tang唐 Feng冯 Yu于 Dong董 Xiao萧 Cheng程 Cao曹 Yuan袁 Deng邓 "
        "Xu许 "
        "Fu傅 Shen沈 Zeng曾 Peng彭 Lü吕 Su苏 Lu卢 Jiang蒋 Cai蔡 Jia贾 Ding丁 Wei魏 Xue薛 Ye叶 Yan阎",
        (
            "wei伟 fang芳 na娜 min敏 jing静 li丽 qiang强 lei磊 jun军 yang洋 yong勇 yan艳 jie杰 juan娟 tao涛 ming明 "
            "chao超 "
            "xiu秀 xia霞 ping平 gang刚 gui桂 ying英 hua华 yu玉 lan兰 hong红 jian建 guo国 wen文 hui辉 li力 bo波 xin鑫 "
            "fei飞 bin斌 yu宇 hao浩 kai凯 jia佳 xue雪 lin琳 chen晨 rui瑞 ze泽 si思 yi怡 ting婷 meng梦 qi琪",
        ),
        ("",),
        "zhou shan jiang hai yang ning",
        signs=True,
    ),
    "japanese": Area(
        ("ja",),
        "",
        "Satō佐藤 Suzuki鈴木 Takahashi高橋 Tanaka田中 Itō伊藤 Watanabe渡辺 Yamamoto山本 Nakamura中村 Kobayashi小林 "
        "Katō加藤 "
        "Yoshida吉田 Yamada山田 Sasaki佐々木 Yamaguchi山口 Matsumoto松本 Inoue井上 Kimura木村 Hayashi林 Shimizu清水 "
        "Saitō斎藤 "
        "Mori森 Abe阿部 Ikeda池田 Hashimoto橋本 Ishikawa石川 Ogawa小川 Gotō後藤 Okada岡田 Hasegawa長谷川 Fujita藤田",
        (
            "aki明 haru春 hiro弘 kazu和 mitsu光 nao直 nori則 sato智 taka高 tomo友 yoshi義 yuki幸 ken健 shin真 jun純 "
            "masa正 nobu信 toshi俊 yasu康 mi美 kyō京 rei玲 sei清 yō洋 ryō良",
            "ko子 mi美 ka香 o夫 ki樹 to人 shi志 ya也 e恵 ne音 ta太 suke介 ho帆 na奈 rō郎",
        ),
        (
            "Aka赤 Ao青 Asa浅 Fuji藤 Furu古 Hama浜 Hira平 Ishi石 Iwa岩 Kawa川 Kita北 Kuro黒 Matsu松 Mina南 Miya宮 "
            "Mizu水 "
            "Naka中 Nishi西 Oka岡 Ō大 Saka坂 Shima島 Shiro白 Sugi杉 Take竹 Taka高 Taki滝 Ue上 Yama山 Yoko横",
            "be部 da田 gawa川 guchi口 hara原 hashi橋 i井 ike池 kawa川 ki木 moto本 mori森 mura村 no野 oka岡 saki崎 "
            "sawa沢 "
            "shima島 shita下 tani谷 wara原 yama山 zaki崎 zawa沢",
        ),
        "kawa shima yama zaki moto saki",
        signs=True,
    ),
    "korean": Area(
        ("ko",),
        "",
        "Kim김 Lee이 Park박 Choi최 Jung정 Kang강 Cho조 Yoon윤 Jang장 Lim임 Han한 Oh오 Seo서 Shin신 Kwon권 Hwang황 "
        "Ahn안 "
        "Song송 Ryu류 Hong홍 Jeon전 Ko고 Moon문 Son손 Yang양 Bae배 Baek백 Heo허 Nam남 Shim심",
        (
            "Min-민 Ji-지 Seo-서 Ha-하 Yu-유 Do-도 Jun-준 Hyun-현 Soo-수 Young-영 Eun-은 Sung-성 Jae-재 Tae-태 "
            "Dong-동 "
            "Kyung-경 Sang-상 Mi-미 Hye-혜 Na-나 Won-원 Jin-진 In-인 Woo-우 Chae-채",
            "jun준 ho호 woo우 yeon연 min민 hee희 jin진 seo서 ah아 eun은 young영 su수 hyun현 won원 bin빈 rin린 "
            "kyung경 "
            "seok석 hwan환 mi미",
        ),
        ("",),
        "ju san cheon po won dong",
        signs=True,
    ),
    "african": Area(
        ("sw", "yo", "en", "fr"),
        "Amina Joseph Grace Emmanuel Fatou Samuel Chidi Ngozi Kwame Abena Wanjiru Kamau Thandiwe Sipho Tendai "
        "Chipo Olusegun Folake Ifeanyi Adaeze Mamadou Aïssatou Ousmane Awa Juma Neema Baraka Rehema Zodwa Themba",
        "Okafor Adeyemi Mwangi Otieno Mensah Owusu Diallo Traoré Diop Ndiaye Nkosi Dlamini Moyo Ncube Banda Phiri "
        "Kamau Wanjiku Okeke Eze Balogun Abubakar Bello Osei Boateng Asante Ouédraogo Koné Touré Sow Mbeki Zulu "
        "Khumalo Sithole Mutasa Chikwanha Juma Mushi Achieng Odhiambo",
        (
            "A Aba Ade Ama Ba Bo Chi Da Di E Fa Fo I Ifo Ja Ka Ke Ko Ku La Le Ma Mo Na Ni No O Olu Se Si Ta Te Tu Wa "
            "Ya Ye Zi",
            "ba bi da de ga ja ka ke ki la le li lu ma mi mbi na nda ne ni ra re sa si ta wa ya yi",
            "a be bo bu da de di fu ka ko la le lu ma mi na ne ni ra shi so ta te tso wa we yo",
        ),
        (
            "A Ab Ade Afo Aki Am An Asa Ba Bam Bo Bu Cha Chi Da Di Do E Fa Fo Ga Gi Ha I Ike Ja Ka Kaba Ki Ko Ku La "
            "Le "
            "Lu Ma Mba Mo Mu Mwa Na Ndi Nga Nka Nwa Nya O Oba Ogu Oke Olu Ono Opo Ra Sa Se Si So Ta Te Tsha U Wa Ye "
            "Zi",
            "ba be bi bo da de di fu ga go ja ka ke ki ko la le li lo lu ma me mi mo na ndi ne ngo ni no nya ra re "
            "ri sa "
            "si so ta te tu wa we ya yo zi",
            "ba be bi chi da di do fe fo fu gwa ka ke ko ku la le li lo lu ma mi mo mu na ndo ne ni nga no ra ri sa "
            "se shi so ta te tu wa wu ye yi za",
        ),
        "ville abo uru ani ongo ala",
    ),
}
"""Language areas by name. Common names are facts; the syllables were chosen for their sound."""
