//! A list of stock (库存清单): its columns by meaning, and its rows.

use super::columns::{Matching, Meaning, Words, is_nothing, tidy};
use super::sheet::Row;
use crate::domain::dates::read_day;
use crate::domain::day::Day;
use crate::domain::supplies::amount::read_amount;

/// Longest text of one cell, in characters.
const LONGEST: usize = 200;

/// What a column of a list of stock can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StockField {
    Item,
    Unit,
    Held,
    Minimum,
    Days,
    Ration,
    Expiry,
    Supplier,
    Note,
}

impl StockField {
    pub const ALL: [Self; 9] = [
        Self::Item,
        Self::Unit,
        Self::Held,
        Self::Minimum,
        Self::Days,
        Self::Ration,
        Self::Expiry,
        Self::Supplier,
        Self::Note,
    ];
}

impl Meaning for StockField {
    const TITLES: &'static [Words<Self>] = &[
        Words {
            field: Self::Item,
            whole: "
                物资名称 物資名稱 物品名称 物品名稱 品名 名称 名稱 物资 物資 物品 防疫物资 防疫物資 货品名称 材料名称 item
                itemname name supply supplies article product
            ",
            within: "物资名称 物資名稱 物品名称 物品名稱 品名 itemname",
        },
        Words {
            field: Self::Unit,
            whole: "单位 單位 计量单位 計量單位 数量单位 unit units uom",
            within: "计量单位 計量單位",
        },
        Words {
            field: Self::Held,
            whole: "
                库存 庫存 库存数量 庫存數量 现有库存 現有庫存 数量 數量 现有数量 現有數量 结存 結存 结余 結餘 实有数 held stock
                quantity qty amount onhand instock
            ",
            within: "库存 庫存 结存 結存 现有 現有 quantity",
        },
        Words {
            field: Self::Minimum,
            whole: "最低库存 最低庫存 最低储备 最低儲備 安全库存 安全庫存 最低量 下限 预警线 預警線 minimum min minstock reorderlevel",
            within: "最低 安全库存 安全庫存 预警 預警 minimum",
        },
        Words {
            field: Self::Days,
            whole: "储备天数 儲備天數 保障天数 保障天數 备货天数 天数 天數 days coverdays",
            within: "储备天数 儲備天數 保障天数 保障天數",
        },
        Words {
            field: Self::Ration,
            whole: "每人每天 每人每日 每人每日数量 每人每天数量 定额 定額 人均日用 ration perperson perpersonday",
            within: "每人每 定额 定額",
        },
        Words {
            field: Self::Expiry,
            whole: "有效期 有效期至 失效日期 到期日 到期日期 有效日期 保质期至 保質期至 expiry expirydate expires bestbefore",
            within: "有效期 失效 到期 expiry",
        },
        Words {
            field: Self::Supplier,
            whole: "供应商 供應商 供货单位 供貨單位 厂家 廠家 生产厂家 来源 來源 捐赠单位 supplier vendor source manufacturer",
            within: "供应商 供應商 供货 供貨 厂家 廠家 supplier",
        },
        Words {
            field: Self::Note,
            whole: "备注 備註 说明 說明 note notes remark remarks",
            within: "备注 備註 remark",
        },
    ];
    const STRANGERS: &'static str = "签名 簽名 负责人 負責人 电话 電話 规格 規格 型号 型號";

    fn key(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Unit => "unit",
            Self::Held => "held",
            Self::Minimum => "minimum",
            Self::Days => "days",
            Self::Ration => "ration",
            Self::Expiry => "expiry",
            Self::Supplier => "supplier",
            Self::Note => "note",
        }
    }
}

/// A row of a list of stock. Amounts are in thousandths of the unit; `None` where the row says nothing of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StockRow {
    /// The row number a spreadsheet program shows.
    pub number: u32,
    pub item: String,
    pub unit: String,
    pub held: Option<i64>,
    pub minimum: Option<i64>,
    pub days: Option<u32>,
    pub ration: Option<i64>,
    pub expiry: Option<Day>,
    pub supplier: String,
    pub note: String,
}

impl Matching<StockField> {
    /// What a row says, or the field that cannot be taken and why: `missing`, `too-long`, `unreadable`. `near` gives the year
    /// where a date has none.
    pub fn stock(&self, row: &Row, near: Day) -> Result<StockRow, (StockField, &'static str)> {
        let mut stock = StockRow {
            number: row.number,
            ..StockRow::default()
        };
        for (field, cell) in self.columns.iter().zip(&row.cells) {
            let Some(field) = *field else { continue };
            let text = tidy(cell);
            if text.chars().count() > LONGEST {
                return Err((field, "too-long"));
            }
            if !text.is_empty() && !is_nothing(&text) {
                fill(&mut stock, field, text, near).ok_or((field, "unreadable"))?;
            }
        }
        if stock.item.is_empty() {
            return Err((StockField::Item, "missing"));
        }
        Ok(stock)
    }
}

/// Writes a cell where it belongs; `None` where it cannot be read.
fn fill(stock: &mut StockRow, field: StockField, text: String, near: Day) -> Option<()> {
    match field {
        StockField::Item => stock.item = text,
        StockField::Unit => stock.unit = text,
        StockField::Held => stock.held = Some(read_amount(&text)?),
        StockField::Minimum => stock.minimum = Some(read_amount(&text)?),
        StockField::Days => stock.days = Some(text.trim_end_matches(['天', '日']).parse().ok()?),
        StockField::Ration => stock.ration = Some(read_amount(&text)?),
        StockField::Expiry => stock.expiry = Some(read_day(&text, near)?),
        StockField::Supplier => stock.supplier = text,
        StockField::Note => stock.note = text,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::sheet::Sheet;

    type Read = Result<StockRow, (StockField, &'static str)>;
    type Checked = Result<(), Box<dyn std::error::Error>>;

    fn read(csv: &str) -> Result<Vec<Read>, Box<dyn std::error::Error>> {
        let mut sheet: Sheet = crate::exchange::sheet::read_bytes(csv.as_bytes().to_vec(), &|_, _| {}, &|| false)?;
        let ((matching, _), near) = (Matching::<StockField>::of(&mut sheet), Day::new(2020, 3, 1).unwrap_or_default());
        Ok(sheet.rows.iter().map(|row| matching.stock(row, near)).collect())
    }

    #[test]
    fn a_list_is_read_by_what_its_titles_mean() -> Checked {
        let rows = read(
            "序号,物资名称,计量单位,库存数量,安全库存,有效期至,规格,备注\n1,84消毒液,瓶,\"1,200\",50,2020.12.31,500ml,\n2,口罩,只,无,,,,一次性\n",
        )?;
        let first = rows
            .first()
            .ok_or("no row")?
            .clone()
            .map_err(|(field, code)| format!("{field:?} {code}"))?;
        assert_eq!(
            (first.item.as_str(), first.unit.as_str(), first.held, first.minimum),
            ("84消毒液", "瓶", Some(1_200_000), Some(50_000))
        );
        assert_eq!(first.expiry, Day::new(2020, 12, 31));
        let second = rows
            .get(1)
            .ok_or("no row")?
            .clone()
            .map_err(|(field, code)| format!("{field:?} {code}"))?;
        assert_eq!((second.held, second.note.as_str()), (None, "一次性"));
        Ok(())
    }

    #[test]
    fn what_cannot_be_read_is_said() -> Checked {
        let rows = read("品名,单位,数量,有效期\n,只,3,\n口罩,只,很多,\n手套,双,3,明年\n体温枪,把,-2,\n酒精,瓶,3,\n")?;
        let faults: Vec<_> = rows.into_iter().map(Result::err).collect();
        assert_eq!(
            faults,
            [
                Some((StockField::Item, "missing")),
                Some((StockField::Held, "unreadable")),
                Some((StockField::Expiry, "unreadable")),
                Some((StockField::Held, "unreadable")),
                None
            ]
        );
        Ok(())
    }
}
