//! Site measures: places, plans, rounds, canteen, dormitories, meetings.
