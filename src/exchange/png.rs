//! A drawn picture as a PNG file.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;

use image::{ImageFormat, RgbImage};

use super::write::{WriteError, in_place};

/// Writes pixels (red, green, blue, row by row) as a PNG; whole, or not there. Makes the folder where there is none.
pub fn to_file((width, height): (usize, usize), rgb: Vec<u8>, path: &Path) -> Result<(), WriteError> {
    let sides = u32::try_from(width).ok().zip(u32::try_from(height).ok());
    let picture = sides.and_then(|(width, height)| RgbImage::from_raw(width, height, rgb));
    let picture = picture.ok_or_else(|| WriteError::Io(io::ErrorKind::InvalidData.into()))?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(WriteError::Io)?;
    }
    in_place(path, |file: &File| {
        let written = picture.write_to(&mut BufWriter::new(file), ImageFormat::Png);
        written.map_err(|error| WriteError::Io(io::Error::other(error)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    type Checked = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn what_is_kept_opens_as_the_same_picture() -> Checked {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("pictures").join("fever.png");
        let rgb: Vec<u8> = (0..2 * 3 * 3).collect();
        to_file((2, 3), rgb.clone(), &path)?;
        let read = image::load_from_memory(&fs::read(&path)?)?.to_rgb8();
        assert_eq!((read.dimensions(), read.into_raw()), ((2, 3), rgb));
        assert!(to_file((9, 9), vec![0], &path).is_err(), "too few pixels");
        assert_eq!(fs::read_dir(folder.path().join("pictures"))?.count(), 1);
        Ok(())
    }
}
