"""Words that the evidence of a sentence need not have.

Words of reporting ("the evaluation notes that"), of grammar, and verbs and adverbs that fluent
English puts in and leaves out as it likes. A word that names a subject is none of them.
"""

from index import words_of

LIGHT_WORDS = frozenset(
    words_of(
        "about according achieve across action add additional advise advises again against ago "
        "aim allow along already also among amount another answer answers any appear apply "
        "arise around ask asks aspect assist attempt available base basis became because become "
        "began begin belong besides better both bring brought call calls came can cannot carry "
        "case centre certain clearly closer come common complete concern conclude concludes "
        "conduct confirm consider considerable consist constitute contain could cover create "
        "crucial current currently deal degree deliver demonstrate depend describe describes "
        "despite determine different do down draw drawn drew during each emerge emphasize "
        "enable ensure especially essential establish evaluation evaluator evaluators even "
        "every everybody everyone examine example exist experience explain explains express "
        "extent face fact few find first focus follow form foster found further gather gave "
        "general generally get give given go gone good got handle happen held help highlight "
        "hold identify illustrate imply important include indicate indicates instance intend "
        "introduce involve issue keep kept key kind know laid largely last later lay lead led "
        "less let list little look looked made make manage manner many mark may mean meant "
        "measure meet mention mentions met might more most mostly move much must name namely "
        "necessary need never new next no none nor not notable note notes now number occur off "
        "offer often once one only organize other out outline over overall own part particular "
        "particularly partly people per perform period person place plan play point possible "
        "potential prepare present previous previously produce propose prove provide pursue put "
        "question quite range rather reach really receive recent recently recognize recommend "
        "recommendation recommends refer reflect regard relate rely remain replies reply report "
        "represent require respond responds result role run same saw say says see seem seen "
        "series serve set several show shown significant since some somebody sometimes specific "
        "specify stand state states stay step still stood stress substantial such suggest "
        "suggests tackle take taken tend term then therefore thing think through throughout "
        "thus time together too took topic toward towards treat try turn type under underline "
        "undertake until up upon urge use used usually utilize variety various very via view "
        "want way well went whether whole within without work year yet "
    )
)
"""Their stems."""
