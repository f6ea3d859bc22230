//! Duty and coverage: plans, absences, who was measured.
