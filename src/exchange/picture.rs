//! A picture somebody hands over becomes a small portrait, or one for a notice: any common format, upright, without metadata.
//!
//! The size is read and judged before anything is decoded: a file of a few bytes may claim any number of pixels. Only
//! what it becomes is kept, so where and when a picture was taken does not come in with it.

#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, Cursor, Read as _};
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits, Rgba, RgbaImage};
use thiserror::Error;

/// Largest file taken, in bytes.
pub const MAX_BYTES: usize = 40 * 1024 * 1024;
/// Most pixels taken: more than any telephone makes.
pub const MAX_PIXELS: u64 = 50_000_000;
/// The portrait, in pixels.
pub const WIDTH: u32 = 240;
pub const HEIGHT: u32 = 300;
/// The most of a picture on a notice, in pixels: what a screen shows.
pub const POSTER: (u32, u32) = (1600, 1200);

const QUALITY: u8 = 85;

/// Four channels of sixteen bits for each pixel, and room to work.
const MAX_ALLOCATED: u64 = MAX_PIXELS * 8 + 64 * 1024 * 1024;

/// Why a picture is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PictureError {
    /// None of PNG, JPEG, WebP, BMP and GIF, whatever its name says.
    #[error("not a picture")]
    NotAPicture,
    /// A file over [`MAX_BYTES`], or one that needs more memory than it should.
    #[error("too large a file")]
    TooLarge,
    /// More than [`MAX_PIXELS`].
    #[error("{width} × {height} is too many pixels")]
    TooManyPixels { width: u32, height: u32 },
    /// A picture that cannot be followed to its end.
    #[error("damaged")]
    Damaged,
}

impl PictureError {
    /// A stable word for each kind, for language keys and logs.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAPicture => "not-a-picture",
            Self::TooLarge => "too-large",
            Self::TooManyPixels { .. } => "too-many-pixels",
            Self::Damaged => "damaged",
        }
    }
}

/// The bytes of a picture file. Of one that is too large no more is read than shows that it is: somebody may choose a film.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The portrait as JPEG: [`WIDTH`] by [`HEIGHT`], the middle of the picture filling it. Of an animation it is the first frame.
pub fn reduce(bytes: &[u8]) -> Result<Vec<u8>, PictureError> {
    let (picture, orientation) = decode(bytes)?;
    let lies = matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    );
    let (width, height) = if lies { (HEIGHT, WIDTH) } else { (WIDTH, HEIGHT) };
    let mut portrait = middle(&picture, width, height).resize_exact(width, height, FilterType::Triangle);
    drop(picture);
    portrait.apply_orientation(orientation);
    encode(&portrait)
}

/// The whole picture as JPEG, upright, no larger than [`POSTER`] and never enlarged.
pub fn poster(bytes: &[u8]) -> Result<Vec<u8>, PictureError> {
    let (mut picture, orientation) = decode(bytes)?;
    picture.apply_orientation(orientation);
    if picture.width() > POSTER.0 || picture.height() > POSTER.1 {
        picture = picture.resize(POSTER.0, POSTER.1, FilterType::Triangle);
    }
    encode(&picture)
}

fn decode(bytes: &[u8]) -> Result<(DynamicImage, Orientation), PictureError> {
    if bytes.len() > MAX_BYTES {
        return Err(PictureError::TooLarge);
    }
    let format = image::guess_format(bytes).ok().filter(|format| {
        use ImageFormat::{Bmp, Gif, Jpeg, Png, WebP};
        [Png, Jpeg, WebP, Bmp, Gif].contains(format)
    });
    let format = format.ok_or(PictureError::NotAPicture)?;
    if format == ImageFormat::Jpeg && !is_jpeg_whole(bytes) {
        return Err(PictureError::Damaged);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_ALLOCATED);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| failure(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(PictureError::TooManyPixels { width, height });
    }
    if decoder.total_bytes() > MAX_ALLOCATED {
        return Err(PictureError::TooLarge);
    }
    if width == 0 || height == 0 {
        return Err(PictureError::Damaged);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok((DynamicImage::from_decoder(decoder).map_err(|error| failure(&error))?, orientation))
}

/// The decoder fills what is missing with grey. The end of a picture comes after the beginning of its last scan; what
/// ends before is the small picture in the metadata.
fn is_jpeg_whole(bytes: &[u8]) -> bool {
    let last = |marker: [u8; 2]| bytes.windows(2).rposition(|pair| pair == marker);
    last([0xff, 0xd9]).is_some_and(|end| last([0xff, 0xda]).is_some_and(|scan| scan < end))
}

/// The largest part of this shape about the centre.
fn middle(picture: &DynamicImage, width: u32, height: u32) -> DynamicImage {
    let (full_width, full_height) = (picture.width(), picture.height());
    let part = |of: u32, to: u32, by: u32| {
        u32::try_from(u64::from(of) * u64::from(to) / u64::from(by))
            .unwrap_or(u32::MAX)
            .max(1)
    };
    let cut_width = full_width.min(part(full_height, width, height));
    let cut_height = full_height.min(part(full_width, height, width));
    picture.crop_imm((full_width - cut_width) / 2, (full_height - cut_height) / 2, cut_width, cut_height)
}

/// On white where the picture is transparent, because JPEG is not.
fn encode(portrait: &DynamicImage) -> Result<Vec<u8>, PictureError> {
    let mut page = RgbaImage::from_pixel(portrait.width(), portrait.height(), Rgba([u8::MAX; 4]));
    imageops::overlay(&mut page, &portrait.to_rgba8(), 0, 0);
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    DynamicImage::from(page)
        .to_rgb8()
        .write_with_encoder(encoder)
        .map_err(|error| failure(&error))?;
    Ok(jpeg)
}

fn failure(error: &ImageError) -> PictureError {
    if matches!(error, ImageError::Limits(_)) {
        PictureError::TooLarge
    } else {
        PictureError::Damaged
    }
}
