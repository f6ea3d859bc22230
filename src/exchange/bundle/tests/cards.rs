//! Cards, keys and what is said of errors; and that the description of the format describes it.

use super::*;

#[test]
fn the_line_of_the_description_is_the_line_that_is_written() -> Checked {
    let described = include_str!("../mod.rs").lines().filter_map(|line| line.strip_prefix("//! {"));
    let mut read = 0;
    for line in described.map(|rest| format!("{{{rest}")).filter(|line| !line.contains('…')) {
        let parsed: super::super::lines::Line = serde_json::from_str(&line)?;
        assert_eq!(serde_json::to_string(&parsed)?, line);
        read += 1;
    }
    assert_eq!(read, 2);
    Ok(())
}

fn described_card() -> Card {
    Card {
        chain: Uuid::from_u128(0x0170_188e_6b00_7000_8000_0000_0000_0001),
        site: "黔岭矿业".into(),
        unit: "二矿".into(),
        station: "南门".into(),
        role: Role::Gate,
        keys: Keys {
            sign: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a".into(),
            seal: "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj".into(),
        },
    }
}

#[test]
fn the_fingerprint_of_the_description() {
    let said = described_card().fingerprint().to_string();
    assert!(include_str!("../mod.rs").contains(&format!("`{said}`")), "{said}");
}

#[test]
fn a_card_as_text() -> Checked {
    let card = described_card();
    let text = card_text(&card);
    assert!(text.starts_with("gatehouse:1:eyJjaGFpbiI6"));
    assert_eq!(card_from_text(&format!(" {text}\n"))?, card);
    let with = |change: &dyn Fn(&mut Card)| {
        let mut card = described_card();
        change(&mut card);
        card_text(&card)
    };
    let low_order = format!("01{}", "00".repeat(31));
    for (what, text, expected) in [
        ("nothing", String::new(), "bundle-card"),
        ("junk", "0231".into(), "bundle-card"),
        ("no JSON", "gatehouse:1:AAAA".into(), "bundle-card"),
        ("no version", "gatehouse:x:AAAA".into(), "bundle-card"),
        ("a newer version", text.replace(":1:", ":2:"), "bundle-card-too-new"),
        ("cut off", text[..text.len() - 3].into(), "bundle-card"),
        ("padded", format!("{text}=="), "bundle-card"),
        ("too long", with(&|card| card.site = "长".repeat(MAX_NAME + 1)), "bundle-card"),
        ("far too long", format!("gatehouse:1:{}", "A".repeat(9_000)), "bundle-card"),
        (
            "a control character",
            with(&|card| card.station = "南\u{7}门".into()),
            "bundle-card",
        ),
        (
            "written backwards",
            with(&|card| card.station = "\u{202e}门南".into()),
            "bundle-card",
        ),
        ("without a name", with(&|card| card.station = " ".into()), "bundle-card"),
        ("without a chain", with(&|card| card.chain = Uuid::nil()), "bundle-card"),
        (
            "upper case",
            with(&|card| card.keys.sign = card.keys.sign.to_uppercase()),
            "bundle-card",
        ),
        ("a weak key", with(&|card| card.keys.sign.clone_from(&low_order)), "bundle-card"),
        ("no seal", with(&|card| card.keys.seal = "age1".into()), "bundle-card"),
    ] {
        assert_eq!(code(card_from_text(&text)), expected, "{what}");
    }
    Ok(())
}

#[test]
fn every_error_has_its_sentence_in_three_languages() {
    let languages = [
        include_str!("../../../../assets/lang/en/errors.ftl"),
        include_str!("../../../../assets/lang/zh-Hans/errors.ftl"),
        include_str!("../../../../assets/lang/zh-Hant/errors.ftl"),
    ];
    let parties = || {
        Box::new(Parties {
            maker: described_card(),
            to: vec![described_card(); 6],
        })
    };
    let (chain, seq, text) = (Uuid::nil(), 1, String::new);
    for error in [
        BundleError::NotABundle,
        BundleError::TooLarge { what: "line", limit: 1 },
        BundleError::Members,
        BundleError::Manifest(text()),
        BundleError::FormatTooNew {
            format: 2,
            maker: text(),
            to: text(),
        },
        BundleError::Signature(parties()),
        BundleError::UnknownMaker(parties()),
        BundleError::ChangedKeys(parties()),
        BundleError::Revoked(parties()),
        BundleError::Own(parties()),
        BundleError::NotForUs(parties()),
        BundleError::OtherKey(parties()),
        BundleError::Damaged,
        BundleError::Chain { chain, seq },
        BundleError::Masked { chain, seq },
        BundleError::Card,
        BundleError::CardTooNew { version: 2 },
        BundleError::Key,
        BundleError::Stopped,
        BundleError::Io(std::io::ErrorKind::NotFound.into()),
        BundleError::Io(std::io::ErrorKind::Other.into()),
    ] {
        let key = format!("error-{} = ", error.code());
        let facts = error.facts();
        for language in languages {
            let sentence = language
                .split_once(&key)
                .map(|(_, rest)| rest.split("\nerror-").next().unwrap_or_default());
            assert!(sentence.is_some(), "{key}");
            if let Some(parties) = error.parties() {
                let named = ["maker", "to"]
                    .iter()
                    .all(|fact| sentence.is_some_and(|said| said.contains(&format!("${fact} "))));
                assert!(named && facts.len() == 3 && parties.to.len() == 6, "{key}");
            }
            let known = |name: &str| facts.iter().any(|(fact, _)| *fact == name);
            let said = sentence.unwrap_or_default().split("{ $").skip(1);
            let mut names = said.filter_map(|rest| rest.split_whitespace().next());
            assert!(names.all(known), "{key} names a fact that it is not told");
        }
    }
    let to = BundleError::Own(parties()).facts().pop().map(|(_, to)| to.matches("南门").count());
    assert_eq!(to, Some(4), "a sentence has an end");
}

#[test]
fn keys_as_they_are_kept() -> Checked {
    let secrets = Secrets::new();
    let text = secrets.to_text();
    let again = Secrets::from_text(&text)?;
    assert_eq!((again.keys(), again.to_text()), (secrets.keys(), text.clone()));
    assert_ne!(Secrets::new().keys(), secrets.keys());
    assert_eq!(format!("{secrets:?}"), "Secrets");
    let head = Head {
        chain: Uuid::from_u128(1),
        seq: 9,
        hash: [3; 32],
    };
    let signed = secrets.sign(head);
    assert!(is_signed_by(&again.keys(), &signed));
    assert!(!is_signed_by(&Secrets::new().keys(), &signed));
    assert!(!is_signed_by(&Keys::default(), &signed));
    let longer = Head { seq: 10, ..head };
    assert!(!is_signed_by(&again.keys(), &SignedHead { head: longer, ..signed }));
    for junk in [
        "",
        "gatehouse keys 1\n",
        &text[1..],
        &text.replace("seal AGE", "seal age"),
        &format!("{text}more\n"),
    ] {
        assert_eq!(code(Secrets::from_text(junk)), "bundle-key", "{junk:?}");
    }
    Ok(())
}
