# The national guide of 21 February 2020, clause by clause, and today's records
guide-source = State Council guide for reopening, 21 February 2020 (国发明电〔2020〕4号)
guide-number = No.
guide-clause = Clause
guide-evidence = Today's records
guide-open = Go there
guide-remark = Remark
guide-no-remark = No remark. F2 writes what no record can hold
guide-no-evidence = No record today

# How a clause stands, by `Kept::key`
guide-kept-gap = Gap
guide-kept-silent = No record
guide-kept-remarked = Remark
guide-kept-kept = Kept

# Evidence, by its key
guide-fact-isolated-measured = Isolated, measured in time
guide-fact-residents-measured = Residents here, measured in time
guide-fact-risk-isolated = From risk areas, isolated
guide-fact-absent-asked = Absent, health asked
guide-fact-unwell-answered = Fevers and symptoms dealt with
guide-fact-gates-guarded = Gates guarded
guide-fact-inside-measured = Inside, measured today
guide-fact-visitors-asked = Visitors asked
guide-fact-ventilated = Ventilation
guide-fact-washing = Soap and sanitizer
guide-fact-disinfected = Disinfection
guide-fact-checked = Yesterday's rounds checked
guide-fact-rooms-within = Rooms within limits
guide-fact-meetings-within = Meetings within limits
guide-fact-slots-within = Mealtimes within seats
guide-fact-groups-seated = Teams with a mealtime
guide-fact-tableware = Tableware
guide-fact-samples-kept = Food samples
guide-fact-bins = Bins emptied
guide-fact-supplies-enough = Supplies enough
guide-fact-rations-issued = Inside, given masks and the like today
guide-fact-notices-shown = Notices shown today
guide-fact-observation = Observation rooms
guide-fact-contacts-isolated = Close contacts isolated

# The clauses
guide-title-1 = Staff health
guide-text-1 = Know where staff have been, by area and class. Those from seriously affected areas isolate at home or centrally. Isolated people and dormitory residents are measured twice a day. Know how absentees are.
guide-title-2 = Reporting
guide-text-2 = A telephone for symptoms. Health is summed up and reported every day; anything unusual at once.
guide-title-3 = Gates
guide-text-3 = A named person at every passage. No fingerprint clocks. Temperature at each entry, normal before entering. Outsiders: temperature, where from, work unit, contacts.
guide-title-4 = Ventilation
guide-text-4 = Ventilate workplaces, by windows first, by fans where that cannot be.
guide-title-5 = Hand washing
guide-text-5 = Washing places work and have soap; sanitizer where possible.
guide-title-6 = Cleaning, disinfection
guide-text-6 = By a named person. Canteen, lifts, washrooms, basins and commuter buses are cleaned and disinfected; handles and buttons more often.
guide-title-7 = Fewer gatherings
guide-text-7 = Fewer gatherings, meetings short and small. Dormitories: at most 6 a room and at least 2.5 m² each. Staggered shifts.
guide-title-8 = Canteen
guide-text-8 = Longer hours, staggered, nobody face to face. Tableware is disinfected.
guide-title-9 = Medical service
guide-text-9 = A clinic with medicine and supplies, or an arrangement with one nearby.
guide-title-10 = Waste
guide-text-10 = Waste is sorted and taken away in time. Bins for used masks, disinfected.
guide-title-11 = Education
guide-text-11 = Staff are taught how to protect themselves, in many ways.
guide-title-12 = Personal protection
guide-text-12 = Staff wear masks, go out only when needed, keep clean; supplies are in stock.
guide-title-13 = Responsibility
guide-text-13 = The head of the unit is responsible. There is an emergency plan, and somebody answers for each measure.
guide-title-14 = Observation area
guide-text-14 = There is an area to isolate and observe. Suspected symptoms: there first, reported, then to hospital.
guide-title-15 = When a case occurs
guide-text-15 = Contacts are found and isolated, places closed and disinfected.
