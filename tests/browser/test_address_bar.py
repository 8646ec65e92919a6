"""What is chosen stands in the address: a link shows what its sender saw, in either language."""

CHOSEN = "/migratie?origin=BG&origin=RO&per=month"


def tags(screen, key):
    return screen.page.locator(f".st-key-{key} [data-tag]").all_inner_texts()


def picked(screen, key):
    """What is pressed in a row of choices."""
    return screen.page.locator(f".st-key-{key} :is([aria-checked=true], [aria-pressed=true])").all_inner_texts()


def test_the_switch_of_language_keeps_the_page_and_the_filters(open_page):
    screen = open_page(CHOSEN)
    assert (screen.language(), screen.title()) == ("nl", "Migratie als achtergrond")
    assert (picked(screen, "origin"), picked(screen, "per")) == (["Bulgarije", "Roemenië"], ["maand"])
    screen.page.get_by_role("radio", name="English").click()
    screen.page.wait_for_function("document.documentElement.lang === 'en'")
    screen.settle()
    assert screen.path() == "/migratie"
    assert screen.title() == "Migration as context"
    assert screen.asked() == {"origin": ["BG", "RO"], "per": ["month"], "lang": ["en"]}
    assert (picked(screen, "origin"), picked(screen, "per")) == (["Bulgaria", "Romania"], ["month"])
    assert screen.errors() == []


def test_a_page_that_is_opened_next_is_in_the_chosen_language(open_page):
    screen = open_page("/migratie?lang=en")
    screen.page.get_by_test_id("stTopNavLink").filter(has_text="Criminal justice").click()
    screen.page.wait_for_url("**/strafrechtketen**")
    screen.page.get_by_role("heading", level=1, name="Criminal justice").wait_for()
    screen.settle()
    assert (screen.language(), screen.asked()["lang"]) == ("en", ["en"])


def test_a_choice_made_on_the_page_is_there_again_after_a_reload(open_page):
    screen = open_page("/migratie")
    screen.page.get_by_role("button", name="Polen", exact=True).click()
    screen.page.wait_for_url("**origin=BG&origin=RO**")
    screen.page.get_by_role("radio", name="maand").click()
    screen.page.wait_for_url("**per=month**")
    screen.settle()
    address = screen.page.url
    screen.page.reload()
    screen.settle()
    assert screen.page.url == address
    assert picked(screen, "per") == ["maand"]
    assert screen.figure("immigratie").locator(".panel").all_inner_texts() == ["Bulgarije", "Roemenië"]
    assert screen.figure("immigratie").locator("h2, h3").first.inner_text().endswith("per maand")


def test_the_usual_choice_does_not_stand_in_the_address(open_page):
    screen = open_page("/migratie?per=month&origin=PL")
    screen.page.get_by_role("radio", name="jaar").click()
    screen.page.wait_for_url(lambda address: "per=" not in address)
    assert screen.asked() == {"origin": ["PL"]}


def test_an_area_that_does_not_exist_is_told_in_the_language_of_the_page(open_page):
    dutch = open_page("/downloads?region=ar19%3Aatlantis&region=ar19%3Abreda")
    assert dutch.alerts() == [
        "De link noemt bij region de waarde ar19:atlantis; die bestaat hier niet. U ziet wat hij verder noemt."
    ]
    assert tags(dutch, "region") == ["Breda (arrondissement tot 2013)"]
    english = open_page("/downloads?region=ar19%3Aatlantis&lang=en")
    assert english.alerts() == [
        "The link names the value ar19:atlantis for region; it does not exist here. You see the usual choice."
    ]
    assert tags(english, "region") == []


def test_a_language_that_does_not_exist_is_told_and_the_page_is_dutch(open_page):
    screen = open_page("/downloads?lang=fy")
    assert screen.alerts() == ["De link noemt bij lang de waarde fy; die bestaat hier niet. U ziet de gewone keuze."]
    assert screen.language() == "nl"


def test_what_a_link_says_is_shown_as_text_and_never_as_markup(open_page):
    screen = open_page("/downloads?from=%3Cb%3E![a](http%3A%2F%2F192.0.2.1%2Fx)%20`:red[**vet**]")
    (told,) = screen.alerts()
    assert "de waarde <b>![a](http://192.0.2.1/x) `:red[**vet**];" in told
    assert screen.page.locator("[data-testid=stAlert] :is(img, b, strong, a)").count() == 0
    assert screen.elsewhere == []


def test_years_the_other_way_round_are_the_same_years(open_page):
    span = "per=month&migration-years=2020&migration-years=2026"
    there, back = (
        open_page(f"/migratie?{span}"),
        open_page("/migratie?per=month&migration-years=2026&migration-years=2020"),
    )
    assert back.table("immigratie") == there.table("immigratie")
    assert len(back.table("immigratie")) > 100
