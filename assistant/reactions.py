"""How a question asks what somebody said to a recommendation, in the words of the genre."""

import re

REACTION = re.compile(
    r"\b(?:repl(?:y|ies|ied)|respon(?:d|ds|ded|se|ses)|react(?:s|ed|ion|ions)?|"
    r"accept(?:s|ed|ance)?|agree(?:s|d|ment)?|disagree(?:s|d)?|reject(?:s|ed|ion)?|"
    r"comment(?:s|ed)?|endors(?:e|es|ed|ement)|follow(?:s|ed)?[- ]?up|implement(?:s|ed|ation)?|"
    r"act(?:s|ed)?\s+(?:on|upon)|done\s+about|do(?:es|ing)?\s+about|think(?:s)?|opinion|view)\b",
    re.IGNORECASE,
)
"""Replies, follow-up, opinions."""

RESPONDER = re.compile(
    r"\b(?:office|secretariat|management|director[- ]general|administration|organi[sz]ation)\b",
    re.IGNORECASE,
)
"""Who replies to the recommendations of a report."""
