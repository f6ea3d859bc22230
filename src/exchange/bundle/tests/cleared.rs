//! Chains in which entries were cleared: who may pass them on, and what cannot be made of that.

use super::*;

/// An entry of which only its place and its hash are left.
fn withheld(link: &Link, hash: Hash) -> Link {
    Link {
        subject: None,
        body: String::new(),
        corrects: None,
        redacted: Some(hash),
        ..link.clone()
    }
}

/// A chain as somebody passes it on.
fn passing(owner: &Station, links: &[Link]) -> Station {
    Station {
        card: owner.card.clone(),
        secrets: owner.secrets.clone(),
        links: links.to_vec(),
    }
}

/// What a station of the site passes on of a gate's chain, where some of it was cleared: who brings it, and what may come of it.
#[test]
fn whoever_passes_on_what_was_cleared_cannot_write_anew_what_stands_before_it() -> Checked {
    let (gate, relay, me) = (Station::new(1, 6), Station::new(2, 1), Station::new(3, 0));
    let week = 7 * 24 * 3_600;
    let old = Cover {
        made: gate.links[5].at.plus_secs(week),
        ..cover(&relay, &[&me])
    };
    let mut passed = passing(&gate, &gate.links);
    passed.links[3] = withheld(&gate.links[3], gate.hash(4));
    let honest = passed.links.clone();
    passed.links[2].body = r#"{"c":3990,"v":"isolate"}"#.into();
    let parts = [gate.part(1, 6), relay.part(1, 1)];
    let revoked = Peer {
        revoked: Some("坏了".into()),
        ..gate.peer(Relation::Site)
    };
    for (links, owner, chains) in [
        (&passed.links, gate.peer(Relation::Site), vec![2]),
        (&honest, gate.peer(Relation::Site), vec![2]),
        // Nobody else has it any more.
        (&honest, revoked, vec![1, 2]),
    ] {
        let bytes = packed(&relay, &old, &parts, &[&passing(&gate, links), &relay])?;
        let reader = Reader::new(&me, vec![relay.peer(Relation::Site), owner])?;
        let read = reader.read(&bytes)?;
        let read: Vec<u128> = read.slices.iter().map(|slice| slice.chain.as_u128()).collect();
        assert_eq!(read, chains);
    }
    // The gate itself says what it has cleared.
    passed.links = honest;
    let bytes = packed(&gate, &cover(&gate, &[&me]), &[gate.part(1, 6)], &[&passed])?;
    assert_eq!(Reader::new(&me, vec![gate.peer(Relation::Site)])?.read(&bytes)?.slices.len(), 1);
    Ok(())
}

/// Younger than any term, of no person, or masked: that was not cleared.
#[test]
fn what_cannot_have_been_cleared_is_passed_on_by_nobody() -> Checked {
    let (gate, relay, me) = (Station::new(1, 6), Station::new(2, 1), Station::new(3, 0));
    let parts = [gate.part(1, 6)];
    let (at, day) = (gate.links[3].at, 24 * 3_600);
    let cleared = withheld(&gate.links[3], gate.hash(4));
    let masked = Link {
        body: r#"{"v":"clear"}"#.into(),
        ..cleared.clone()
    };
    let settings = Link {
        kind: 2,
        ..cleared.clone()
    };
    for (what, link, days, expected) in [
        ("cleared", &cleared, 7, "read"),
        ("too young", &cleared, 6, "bundle-masked"),
        ("masked", &masked, 400, "bundle-masked"),
        ("settings", &settings, 400, "bundle-masked"),
    ] {
        let mut passed = gate.links.clone();
        passed[3] = link.clone();
        let passed = passing(&gate, &passed);
        let made = at.plus_secs(days * day);
        let bytes = packed(
            &relay,
            &Cover {
                made,
                ..cover(&relay, &[&me])
            },
            &parts,
            &[&passed],
        )?;
        let read = Reader::new(&me, vec![relay.peer(Relation::Site), gate.peer(Relation::Site)])?.read(&bytes);
        assert_eq!(code(read), expected, "{what}");
    }
    Ok(())
}
