//! The rules: pure functions over plain values. They know no clock, file, SQL or widget.
