"""Word classes behind the cues: what speaks for a statement that can be checked, and what against it."""

# Words and phrases of up to three words ("_" between them) in lower case; "*" stands for any ending. Written for this
# project; the weights of the classes are learned, so a word in the wrong class costs little.
CLASSES = {
    "number_word": """
        two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy
        eighty ninety dozen dozens hundred hundreds thousand thousands million millions billion billions trillion
        trillions half third quarter quarters twice double doubles doubled triple tripled halved two-thirds one-third
        zwei drei vier millionen milliarden deux trois mille milliard milliards dos tres mil millones dois três milhões
        bilhões
    """,
    "quantity": """
        many several few most some fewer numerous majority minority number amount total share level levels rate rates
        average percentage proportion percent cent portion bulk scores handful plurality
    """,
    "money": """
        dollar dollars euro euros pound pounds cost costs billion billions cents price prices fund funds funding funded
        salary salaries wage wages income incomes revenue revenues debt deficit deficits surplus budget budgets spending
        fine fines loan loans profit profits investment subsidy subsidies tax taxes taxed taxpayer taxpayers tariff
        tariffs paid pay pays payment payments spent
    """,
    "date": """
        monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
        october november december yesterday last_week last_month last_year last_night last_fall last_summer last_spring
        last_winter century decade decades earlier_this this_week this_month this_year that_year ago since between early
        late mid-* 1950s 1960s 1970s 1980s 1990s 2000s recent recently previously formerly during years months weeks
        annual annually quarterly overnight
    """,
    "body": """
        government governments parliament congress senate white_house house_of department ministry court courts
        committee commission agency agencies administration council bureau police army navy military troops forces
        university institute union bank treasury nato united_nations european_union world_health centers_for center_for
        president prime_minister minister ministers senator senators lawmaker lawmakers republican republicans democrat
        democrats prosecutor prosecutors official officials authority authorities spokesman spokeswoman spokesperson
        legislature governor mayor judge judges jury embassy regulator regulators watchdog inspector auditor coroner
        tribunal assembly deputies cabinet federal hospital hospitals company companies corporation firm manufacturer
        organization organisation foundation association party panel board academy gobierno ministerio gouvernement
        ministère regierung ministerium governo ministério bundes*
    """,
    "reported": """
        said says told tells added adds stated states announced announces claimed claims argued argues warned warns
        reported reports confirmed confirms acknowledged admitted denied denies insisted insists wrote writes testified
        alleged alleges asserted asserts estimated estimates concluded concludes suggested suggests explained explains
        declared revealed reveals tweeted according_to instructed disclosed accused accuses accusing saying noted notes
        cited citing described describes pointed_out promised replied responded recommended recommends predicted urged
        vowed maintained maintains boasted blamed blames praised criticised criticized condemned rejected_claims
        dismissed dijo afirmó según aseguró declaró selon affirme a_déclaré a_affirmé laut sagte erklärte zufolge disse
        afirmou segundo declarou
    """,
    "law": """
        law laws legislation bill bills act acts treaty treaties constitution constitutional ruled ruling verdict
        convicted conviction sentenced charged charges indicted arrested ban bans banned sanction sanctions illegal
        illegally legal legally lawsuit lawsuits sued resolution agreement agreements violat* breach breaches breached
        vote votes voted voting elected election elections amendment veto vetoed legalized outlawed prohibit* licence
        license licensed rule rules regulation regulations permit approval authorized authorised fraud unlawful crime
        crimes guilty court-ordered warrant subpoena investigation investigations inquiry ley loi gesetz* lei
    """,
    "cause": """
        because caus* due_to led_to leads_to lead_to result_of results_in result_in resulted_in resulting_in thanks_to
        linked_to link_between associated_with prevents prevent prevented preventing triggered contribut*
        responsible_for driven_by as_a_result after following reduces reduced reduce protects protect boosts boost
        weakens effect effects impact consequence consequences spread spreads transmit* infect* helps helped therefore
        led leading_to stems_from
    """,
    "comparison": """
        more_than less_than fewer higher lower larger smaller bigger greater better_than worse_than compared_with
        compared_to than increas* decreas* declin* rose risen rising fell fallen falling grew grown growing dropped
        doubled surged soared plunged plummeted similar_to same_as average at_least nearly almost up_to majority percent
        per_cent faster slower cheaper longer shorter stronger weaker older younger further compared versus twice equal
        equivalent exceed* roughly approximately some_of about_a around_a double likelier as_many as_much lowest highest
        above below shrank shrunk grow grows raise raised
    """,
    "superlative": """
        most least largest biggest highest lowest worst best first last only record never every all none oldest
        deadliest greatest longest youngest strongest top unprecedented ever leading always nobody no_one everyone
        anyone
    """,
    "science": """
        study studies research* scien* evidence data survey* poll polls polled trial trials test tests tested testing
        analysis experiment* vaccin* virus* disease* patient patients symptom symptoms treatment treatments cancer death
        deaths died kill* case cases risk* climate emission emissions species genom* antibod* drug drugs immun* econom*
        inflation unemployment crime job jobs coronavirus covid* sars* antibiotic* bacteria* pneumonia dose doses
        protein proteins cell cells effective* theory theories myth outbreak pandemic epidemic influenza flu mortality
        hospitali* laborator* lab labs respiratory clinical medical medicine* health toxic chemical carbon gas oil
        energy temperature temperatures population statistics figures expert experts doctor doctors physician* professor
        published journal
    """,
    "policy": """
        tax taxes jobs job budget deficit debt economy healthcare health_care insurance medicare medicaid
        social_security welfare education schools school teachers students tuition college immigration immigrants
        immigrant border illegal_immigrants refugees trade nafta tariffs exports imports manufacturing factories oil gas
        coal energy nuclear weapons missiles missile arms troops soldiers war wars iraq iran afghanistan syria russia
        russian soviet china chinese cuba korea israel nato terrorism terrorist terrorists isis al_qaeda crime criminals
        prison police guns gun abortion marriage wage wages income families minimum_wage unemployment unemployed poverty
        poor middle_class wealthy rich billionaires corporations wall_street banks veterans military defense pentagon
        spending drugs prescription uninsured premiums pensions housing homes farmers agriculture climate pollution
        environment stem_cell supreme_court bill program programs
    """,
    "political_act": """
        voted vote signed vetoed opposed supported supports opposes proposed proposes sponsored introduced passed
        passing cut cuts cutting raised raise eliminated repealed created lost gained added reduced appointed nominated
        ran promised broke flip-flopped endorsed refused failed closed opened built sent shipped invested expanded
        increased doubled negotiated balanced inherited fought co-sponsored blocked called_for favored favors enacted
        implemented defunded outsourced lobbied pledged
    """,
    "act": """
        killed died signed resigned retired voted expelled hit struck attacked invaded defeated entered withdrew
        withdrawn launched founded built bought sold paid spent cost costs won lost stole stolen fired hired approved
        rejected passed blocked ordered issued published released developed created discovered found identified attended
        met called appointed commanded imposed lifted suspended introduced detected removed deleted originated spread
        contains contain includes include shows show showed shown works occup* murdered wants remains provid* began
        begun started opened closed sent received seized destroyed damaged injured recovered declared joined left
        returned fled crossed fired_at bombed shot arrested detained jailed recalled produced grew made took gave became
        used uses carried delivered failed ended extended cancelled canceled postponed merged acquired moved broke
        fallen collapsed emerged accepted donated
    """,
    "denial": """
        no not never none neither nor without false untrue isn't aren't wasn't weren't don't doesn't didn't can't cannot
        couldn't won't wouldn't hasn't haven't hadn't shouldn't false_claim* baseless groundless debunked unproven hoax
        misleading fake kein* nicht jamais nunca
    """,
    "hedge": """
        may might could possibly perhaps probably likely appear appears seem seems apparently reportedly suggest* would
        maybe unlikely potentially presumably believed thought unclear unknown uncertain
    """,
    "ahead": """
        will won't i'll we'll he'll she'll they'll it'll you'll going_to gonna shall expected_to expect expects set_to
        poised_to likely_to next_week next_month next_year plan_to plans_to planned_to tomorrow in_the_coming
        in_the_next wird werden sera será serán vai by_2030 by_2035 by_2040 by_2050 future upcoming soon eventually
        scheduled_to due_to_open
    """,
    "may": "may might could",
    "would": "would i'd we'd he'd she'd they'd you'd wouldn't",
    "can": "can can't cannot able_to",
    "if": "if unless whether wenn falls si se",
    "i": "i i'm i've i'd i'll me my mine myself ich je yo eu",
    "we": "we we're we've we'd we'll us our ours ourselves let's wir nous nosotros nós",
    "you": "you you're you've you'd you'll your yours yourself yourselves y'all",
    "he": "he he's she she's his her him they they're they've their them it's its",
    "there_is": "there_is there_are there_were there_was there's there_have there_has there're",
    "ought": """
        should must ought need_to needs_to have_to has_to let's let_us please don't make_sure stay remember important
        critical crucial essential got_to gotta need debe* doit soll* muss deve consider try keep avoid wash ensure
        check follow call shouldn't deserve deserves time_to
    """,
    "opinion": """
        ridiculous absurd amazing terrible horrible great wonderful awful beautiful disgrac* shame* unfortunately sadly
        hopefully frankly obviously clearly of_course untenable tragic* brave proud happy grateful fantastic incredib*
        outrag* stupid smart wrong right_thing reality no_doubt anything perfect interesting hope wish skeptical
        sceptical fear* love hate best_thing worst_thing crazy silly insane pathetic corrupt evil disaster swell bold
        roadblock* challeng* passion* committed mission choice very_much truth_be good bad nice excited exciting worse
        better strange unfair fair fairer cruel shocking disturbing dangerous reckless foolish wise weak strong
        brilliant remarkable extraordinary stunning delightful dull boring lovely charming elegant clumsy cynical
        hypocri* moral immoral honest dishonest decent noble failure triumph betray* coward* heroic hero heroes nonsense
        lie lies liar joke mess catastroph* miserable dreadful glorious splendid magnificent superb mediocre worthless
        pointless meaningless meaningful worth precious dear sacred sacrifice honor honour faith dream dreams spirit
        courage wisdom dignity freedom liberty justice values character leadership integrity vision greatness blessing
        blessed bless god heart soul surely simply truly really indeed perhaps merely mere utterly deeply profoundly
        arguably supposedly so-called alas sort_of kind_of somehow ugly hopeless hysterical radical extremist* leftist*
        elites propaganda woke mob tyranny regime cronies agenda ideolog* shameful vicious brutal cowardly racist sexist
        bigot* hateful toxic ludicrous laughable farce fiasco scandalous appalling deplorable despicable atrocious
        baffling bizarre weird funny fun hard difficult tough easy impossible inevitable obvious
    """,
    "feeling": """
        i_think i_believe i_feel i_hope i_guess i_suppose i_want i_wish i_know i_mean i_really i_don't i_love i'm_sure
        i'm_happy i'm_proud i'm_afraid i'm_glad i_am_proud we_believe we_hope we_feel we_want we_think we_need
        in_my_view in_my_opinion we're_proud we_must we_can we_should as_far_as believe feel think feels thinks believes
        want wants hopes worried worry sad angry glad sure personally imagine creo_que je_pense je_crois ich_glaube
        ich_denke ich_finde acho_que
    """,
    "courtesy": """
        thank thanks welcome good_evening good_morning good_night ladies_and gentlemen congratulations god_bless
        applause sir ma'am mr_president mr_vice senator_you pleasure please hello sorry excuse thank_you folks friends
        honored honor distinguished guests fellow_americans dear
    """,
    "procedure": """
        question questions answer answers answered minute minutes debate moderator rebuttal response follow-up respond
        topic subject issue talk talking talked discuss turn finish let_me tonight agree disagree point podium audience
    """,
    "starter": "and but so well now look yes yeah no okay ok oh because or listen see still yet then",
    "mental": """
        know think believe feel want hope wish guess mean understand remember agree like love hear heard see seen look
        wonder imagine suppose trust care
    """,
    "past": "was were had did been wasn't weren't hadn't didn't",
    "present": """
        is are am be has have do does 's 're 've isn't aren't hasn't haven't don't doesn't he's she's it's that's
        there's what's who's they're we're you're i'm i've we've they've you've
    """,
    "verb": """
        is are was were am be been has have had do does did can could may might will would shall should must isn't
        aren't wasn't don't doesn't didn't can't won't weren't hasn't haven't he's she's it's that's there's they're
        we're you're i'm i've we've they've you've said says took made went came got gave saw knew began became left
        held kept brought led es son fue est sont ont ist sind war hat haben é são foi ha han wurde* want wants needs
        cost costs remains makes make takes take gives shows works faces means lives plans holds runs spent paid won
        lost fell rose grew met built bought sold cut put set sent spread contains contain includes causes think know
        goes comes told get gets going found killed
    """,
    "abstract": """
        people country nation world america american americans future hope change freedom values way life things thing
        something everything nothing kind opportunity challenge challenges responsibility commitment strength peace
        children today tomorrow together
    """,
    "page": """
        click accessed posted related stories logo contact updated copyright advertisement subscribe newsletter login
        cookies sitemap archived retrieved www twitter facebook instagram youtube video image photo source sources
        download pdf menu homepage website webpage share comments editor's references article_by written_by edited_by
        reviewed_by table figure appendix section doi http https read_more learn_more visit note
    """,
    "rumour": """
        false myth myths hoax* conspirac* rumor* rumour* misinformation disinformation debunk* baseless groundless
        unfounded fabricat* viral bogus fake truth fact facts untrue misleading proof proves proven prove proved
        evidence no_evidence claim claims claimed claiming alleg* man-made manmade fact-check* theory theories circulat*
        unsubstantiated fraud hidden cover-up secret secretly leaked
    """,
    "method": """
        participant* endpoint* randomi* cohort* placebo panelist* recruited enrolled weighted methodology questionnaire
        protocol phase_2 phase_3 baseline double-blind investigator* arms arm sample samples respondents interviewed
        outcome_measure conducted designed_to study_design criteria eligible review_process peer-reviewed dataset
        margin_of
    """,
    "contact": """
        did_not_respond didn't_respond declined_to request_for requests_for asked_for not_respond reached_for
        for_comment comment commented news_conference press_conference interview told_reporters reporters spokesman
        spokeswoman journalists briefing on_condition anonymity approached statement in_a_statement in_an_interview
        speaking_to speaking_at
    """,
    "corporate": """
        mission committed commitment leader leading unites dedicated solutions stakeholders forward-looking partnership
        collaborat* innovat* excellence customers clients products services pleased portfolio world-class undertaking
        guarantee uncertainties no_guarantee expertise founded_in our_work our_team community communities volunteer*
        philanthropy values
    """,
    "notice": """
        please_see for_more for_further for_information information_about more_information fact_sheet prescribing
        authorized_use rights_reserved this_article this_story this_report this_essay this_page press_release edited_for
        sign_up newsletters the_writer the_author our_reporter subscriber* unsubscribe privacy correction
        originally_published first_published updated reporting_by editing_by additional_reporting in_full photograph*
        pictured graphic gallery live_blog explained opinion_piece column
    """,
    "scene": """
        wife husband mother father son daughter brother sister dog cat rolled sleeve sleeves walked walking walks wore
        wearing wears smiled smiling smile sat sits sitting stood stands standing looked looks room kitchen table chair
        door doors window windows corridor car bus morning afternoon evening night rain coffee tea lunch dinner
        breakfast hat coat shirt jacket tie hands hand eyes face voice applause crowd street road garden house home
        village arrived arrives born grew_up lives lived married children grandfather grandmother laughed laughs
        laughing cried wept hugged photograph banner hall seat seats queue cup bag bench park school_hall shop desk
        phone bicycle drove driving ate eating sleep slept waited waiting watched watching played playing sing singing
        dressed opened_the shook nodded paused shrugged whispered
    """,
    "who_is": """
        who_is who_was who_has who_lives who_works a_former an_associate chief_executive director chairman chairwoman
        founder co-founder spokesperson member_of retired graduate degree career aged year-old years-old native known_as
        nicknamed worked_as works_as post job_title serves_as served_as appointed
    """,
    "health": """
        immune body bodies infect* prevents prevent cure cures cured kill kills harmful harm safe unsafe transmit*
        protect protects protection vitamin diet blood lungs lung brain heart bone bones organs skin mosquito* garlic
        alcohol water soap mask masks bats animal animals humans human nutrients acid alkaline chlorine doses vaccinated
        immunity hygiene contagious contract mutation* strain strains genetic dna rna spike hiv sars malaria ebola
        measles hydroxychloroquine antiviral* remedy remedies healthy smoking obesity diabetes asthma allerg* pregnan*
        hospital hospitalized ventilator* intensive_care
    """,
    "conflict": """
        killed wounded attack attacks bombing missile missiles drone drones strike strikes troops soldiers militia
        militias rebels airstrike* shelling invasion war hostages hostage terror* gunman gunmen shooting explosion blast
        ceasefire casualties injured refugees displaced genocide massacre occupation annex* nuclear weapons
        chemical_weapons uranium
    """,
    "discovery": """
        found finds finding findings shows showed shown reveals revealed discovered detected estimated estimates
        calculated measured recorded according_to linked associated suggests indicate indicates indicated confirmed
        documented survey study analysis report reports data figures statistics census audit
    """,
    "extent": """
        all every everyone entire whole only just nearly almost about around roughly approximately more_than less_than
        at_least up_to as_many over under fewer_than exactly half_of most_of some_of none_of one_in two_in three_in
        four_in out_of per_day a_day a_year a_week per_year per_person times
    """,
    "official_act": """
        voted approved rejected passed signed ruled ordered banned fined sued charged arrested convicted sentenced
        resigned appointed announced imposed lifted suspended withdrew launched issued adopted blocked struck_down
        overturned upheld dismissed acquitted indicted extradited expelled sanctioned vetoed ratified nationalised
        privatised cut raised increased reduced doubled halved closed opened authorised authorized licensed recalled
    """,
    "country": """
        america american americans us usa u.s united_states britain british england scotland wales ireland france french
        germany german italy spain spanish portugal greece turkey turkish poland ukraine ukrainian russia russian
        russians soviet china chinese beijing taiwan japan japanese korea korean india indian pakistan afghanistan
        afghan iran iranian tehran iraq iraqi baghdad syria syrian israel israeli palestinian gaza lebanon egypt libya
        saudi saudis yemen jordan kuwait vietnam vietnamese cuba cuban mexico mexican mexicans canada canadian brazil
        venezuela nicaragua panama haiti nigeria kenya sudan ethiopia somalia africa african europe european asia moscow
        kremlin brussels london paris berlin washington
    """,
    "figure": """
        obama trump biden clinton bush reagan carter romney mccain sanders harris pence kerry gore nixon kennedy ford
        mondale dukakis dole perot cheney palin ryan kaine vance walz desantis haley pelosi mcconnell schumer warren
        bernie hillary joe donald ted cruz rubio christie kasich fauci putin xi zelensky zelenskyy castro saddam hussein
        gorbachev assad netanyahu khomeini merkel macron boris johnson thatcher hunter comey mueller opponent opponents
        rival my_opponent the_senator the_governor the_president vice_president
    """,
    "topic": """
        covid pandemic mask masks vaccine lockdown* ventilators obamacare pre-existing preexisting insulin fracking
        green_new paris_accord paris_agreement fentanyl opioid* border_wall wall asylum deport* daca dreamers roe_v
        abortion* planned_parenthood filibuster electoral mail-in ballots ballot impeach* insurrection capitol
        charlottesville antifa proud_boys supremac* defund police_officers stimulus recession inflation gdp stock_market
        interest_rate* mortgage* student_loan* student_debt minimum_wage trade_deficit trade_deal* tpp usmca outsourc*
        offshor* estate_tax tax_cut* tax_credit* tax_return* capital_gains payroll entitlement* food_stamps homeless*
        incarcerat* superpredator* crime_bill assault_weapon* background_check* nra voter* fraud gerrymander*
        campaign_finance super_pac lobbyist* special_interests benghazi emails e-mails server foundation drone*
        hezbollah hamas isis taliban intelligence surveillance nsa fbi cia missile_defense star_wars contras hostages
        sanctions annexed crimea nuclear_deal arms_control grain_embargo b-1 bomber acid_rain ozone global_warming
        greenhouse renewable* solar wind_power coal_mine* pipeline keystone opec barrels gallon drilling
    """,
    "who_did": """
        lied lying said_he said_she said_that you_said he_said she_said they_said called_me called_it wants_to
        want_to_take wants_to_take wanted_to plan_would plan_will his_plan her_plan my_plan our_plan their_plan under_my
        under_his under_president under_obama under_trump when_i when_he when_you i_was i_have he_has she_has they_have
        we_have we_had we_were he_was she_was has_been have_been had_been was_the is_the is_not was_not never_said
        never_had never_voted we've_got you've_got he's_been i've_been
    """,
}
