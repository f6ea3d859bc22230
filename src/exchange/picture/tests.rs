//! Every format, upside down, cut off, and with more pixels than it has.

use image::codecs::gif::GifEncoder;
use image::{ExtendedColorType, Frame, ImageEncoder as _, Rgb, RgbImage};

use super::*;

type Tested = Result<(), Box<dyn std::error::Error>>;

const RED: Rgb<u8> = Rgb([220, 0, 0]);
const BLUE: Rgb<u8> = Rgb([0, 0, 220]);
const FORMATS: [ImageFormat; 5] = [
    ImageFormat::Png,
    ImageFormat::Jpeg,
    ImageFormat::WebP,
    ImageFormat::Bmp,
    ImageFormat::Gif,
];

/// Red on the left, blue on the right.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { RED } else { BLUE })
}

fn file(picture: &RgbImage, format: ImageFormat) -> Result<Vec<u8>, ImageError> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format)?;
    Ok(bytes.into_inner())
}

fn portrait(bytes: &[u8]) -> Result<RgbImage, Box<dyn std::error::Error>> {
    let jpeg = reduce(bytes)?;
    assert_eq!(image::guess_format(&jpeg)?, ImageFormat::Jpeg);
    assert!(!jpeg.windows(4).any(|part| part == b"Exif"), "metadata");
    let picture = image::load_from_memory(&jpeg)?.to_rgb8();
    assert_eq!(picture.dimensions(), (WIDTH, HEIGHT));
    Ok(picture)
}

fn is_near(one: Rgb<u8>, other: Rgb<u8>) -> bool {
    one.0.iter().zip(other.0).all(|(a, b)| a.abs_diff(b) < 24)
}

fn left_top_right_bottom(picture: &RgbImage) -> [&'static str; 4] {
    let places = [
        (10, HEIGHT / 2),
        (WIDTH / 2, 10),
        (WIDTH - 10, HEIGHT / 2),
        (WIDTH / 2, HEIGHT - 10),
    ];
    places.map(|(x, y)| match *picture.get_pixel(x, y) {
        pixel if is_near(pixel, RED) => "red",
        pixel if is_near(pixel, BLUE) => "blue",
        _ => "mixed",
    })
}

#[test]
fn every_format_and_shape_becomes_a_portrait() -> Tested {
    for format in FORMATS {
        for (width, height) in [(480, 600), (900, 120), (60, 800), (7, 3), (1, 1)] {
            let picture = portrait(&file(&halves(width, height), format)?)?;
            if width > 400 {
                let [left, _, right, _] = left_top_right_bottom(&picture);
                assert_eq!((left, right), ("red", "blue"), "{format:?} {width}×{height}");
            }
        }
    }
    Ok(())
}

#[test]
fn a_picture_is_never_stretched() -> Tested {
    let circle = RgbImage::from_fn(1200, 400, |x, y| {
        if x.abs_diff(600).pow(2) + y.abs_diff(200).pow(2) < 100_u32.pow(2) {
            RED
        } else {
            BLUE
        }
    });
    let picture = portrait(&file(&circle, ImageFormat::Png)?)?;
    let reds = |line: &mut dyn Iterator<Item = &Rgb<u8>>| line.filter(|pixel| is_near(**pixel, RED)).count();
    let across = reds(&mut (0..WIDTH).map(|x| picture.get_pixel(x, HEIGHT / 2)));
    let down = reds(&mut (0..HEIGHT).map(|y| picture.get_pixel(WIDTH / 2, y)));
    assert!(
        across.abs_diff(down) <= 2 && across.abs_diff(150) < 8,
        "{across} across, {down} down"
    );
    Ok(())
}

#[test]
fn a_picture_stands_upright() -> Tested {
    let cases = [
        (1, ["red", "mixed", "blue", "mixed"]),
        (2, ["blue", "mixed", "red", "mixed"]),
        (3, ["blue", "mixed", "red", "mixed"]),
        (5, ["mixed", "red", "mixed", "blue"]),
        (6, ["mixed", "red", "mixed", "blue"]),
        (7, ["mixed", "blue", "mixed", "red"]),
        (8, ["mixed", "blue", "mixed", "red"]),
        (9, ["red", "mixed", "blue", "mixed"]),
    ];
    for (orientation, expected) in cases {
        let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
        encoder.set_exif_metadata(exif)?;
        encoder.write_image(halves(600, 600).as_raw(), 600, 600, ExtendedColorType::Rgb8)?;
        let sides = left_top_right_bottom(&portrait(&bytes)?);
        let known = sides
            .iter()
            .zip(expected)
            .all(|(found, wanted)| wanted == "mixed" || *found == wanted);
        assert!(known, "{orientation}: {sides:?}");
    }
    Ok(())
}

#[test]
fn transparency_is_white() -> Tested {
    let mut bytes = Cursor::new(Vec::new());
    RgbaImage::from_pixel(100, 100, Rgba([0, 0, 0, 0])).write_to(&mut bytes, ImageFormat::Png)?;
    let picture = portrait(&bytes.into_inner())?;
    assert!(picture.pixels().all(|pixel| is_near(*pixel, Rgb([255; 3]))));
    Ok(())
}

#[test]
fn an_animation_is_its_first_frame() -> Tested {
    let mut bytes = Vec::new();
    let frame = |colour: Rgb<u8>| Frame::new(DynamicImage::from(RgbImage::from_pixel(120, 150, colour)).to_rgba8());
    GifEncoder::new(&mut bytes).encode_frames([RED, BLUE, BLUE].map(frame))?;
    assert!(is_near(*portrait(&bytes)?.get_pixel(120, 150), RED));
    Ok(())
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

/// A PNG whose header tells another size than it has.
fn png_that_claims(width: u32, height: u32) -> Result<Vec<u8>, ImageError> {
    let mut bytes = file(&halves(2, 2), ImageFormat::Png)?;
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    Ok(bytes)
}

#[test]
fn pixels_are_counted_before_they_cost_memory() -> Tested {
    for (width, height) in [(100_000, 100_000), (50_000_001, 1), (8000, 6251)] {
        let refused = reduce(&png_that_claims(width, height)?);
        assert_eq!(refused, Err(PictureError::TooManyPixels { width, height }));
    }
    assert_eq!(reduce(&png_that_claims(8000, 6250)?), Err(PictureError::Damaged));
    for (format, at) in [(ImageFormat::Gif, 6), (ImageFormat::Bmp, 18)] {
        let mut bytes = file(&halves(2, 2), format)?;
        let size = if format == ImageFormat::Gif {
            vec![0xff; 4]
        } else {
            [60_000_u32.to_le_bytes(); 2].concat()
        };
        bytes[at..at + size.len()].copy_from_slice(&size);
        assert!(matches!(reduce(&bytes), Err(PictureError::TooManyPixels { .. })), "{format:?}");
    }
    assert_eq!(reduce(&vec![0xff; MAX_BYTES + 1]), Err(PictureError::TooLarge));
    Ok(())
}

#[test]
fn a_strip_of_pixels_costs_little() -> Tested {
    for (width, height) in [(200_000, 1), (1, 200_000)] {
        portrait(&file(&halves(width, height), ImageFormat::Png)?)?;
    }
    Ok(())
}

#[test]
fn what_is_no_picture() {
    for bytes in [
        &b""[..],
        b"\x89",
        b"%PDF-1.7 ....",
        b"PK\x03\x04",
        b"II*\0\x08\0\0\0",
        b"<svg/>",
        b"\0\0\0\x18ftypheic",
        "姓名,工号".as_bytes(),
    ] {
        assert_eq!(reduce(bytes), Err(PictureError::NotAPicture));
    }
}

#[test]
fn a_file_cut_off_is_damaged() -> Tested {
    for format in FORMATS {
        let bytes = file(&halves(200, 200), format)?;
        let cuts = (0..16).map(|part| bytes.len() * part / 16);
        for length in cuts {
            let found = reduce(&bytes[..length]);
            assert!(
                matches!(found, Err(PictureError::Damaged | PictureError::NotAPicture)),
                "{format:?} cut at {length}"
            );
        }
    }
    Ok(())
}

#[test]
fn spoiled_bytes_are_answered() -> Tested {
    let mut seed = 0x2545_f491_u32;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed as usize % below
    };
    for format in FORMATS {
        let bytes = file(&halves(16, 16), format)?;
        for _ in 0..40 {
            let mut spoiled = bytes.clone();
            for _ in 0..=next(4) {
                let at = next(spoiled.len());
                spoiled[at] = u8::try_from(next(256))?;
            }
            if let Err(error) = reduce(&spoiled) {
                assert!(!error.code().is_empty());
            }
        }
    }
    Ok(())
}

#[test]
fn a_picture_for_a_notice_keeps_its_shape_and_is_no_larger_than_a_screen() -> Tested {
    for (size, expected) in [((4000, 1000), (1600, 400)), ((900, 3600), (300, 1200)), ((640, 480), (640, 480))] {
        let jpeg = poster(&file(&halves(size.0, size.1), ImageFormat::Png)?)?;
        assert_eq!(image::guess_format(&jpeg)?, ImageFormat::Jpeg);
        assert_eq!(image::load_from_memory(&jpeg)?.to_rgb8().dimensions(), expected, "{size:?}");
    }
    assert_eq!(poster(b"no picture"), Err(PictureError::NotAPicture));
    Ok(())
}

#[test]
fn of_a_film_no_more_is_read_than_shows_what_it_is() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("film.jpg");
    std::fs::File::create(&path)?.set_len(u64::try_from(MAX_BYTES)? * 8)?;
    let bytes = read(&path)?;
    assert_eq!(bytes.len(), MAX_BYTES + 1);
    assert_eq!(poster(&bytes), Err(PictureError::TooLarge));
    Ok(())
}
