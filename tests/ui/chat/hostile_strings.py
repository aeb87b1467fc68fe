"""Sixty strings that must be shown as text, whatever they would do elsewhere."""

_TOWER = "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324" + "\u0335" * 40

HOSTILE = (
    # Scripts and handlers, with every way of quoting them.
    "<script>document.title='broken';alert(1)</script>",
    "</script><script src=//192.0.2.1/a.js></script>",
    '<img src="http://192.0.2.1/b.png" onerror="alert(2)">',
    "<IMG SRC=x ONERROR=&#97;lert(3)>",
    "<img src=`x`onerror=alert`4`>",
    "'\"><svg/onload=alert(5)>",
    "<svg><animate onbegin=alert(6) attributeName=x dur=1s><use href='data:image/svg+xml,x#x'/>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror=alert(7)>'>",
    "<template><slot onslotchange=alert(8)></slot></template><noscript><p title='</noscript>'>",
    "<a href='javascript:alert(9)' target=_blank>What does paragraph 8 say?</a>",
    '<a href="jav&#x0A;ascript:alert(10)" autofocus onfocus=alert(10)>x</a>',
    "<iframe srcdoc='<script>parent.alert(11)</script>' src=data:text/html,x></iframe>",
    "<object data='data:text/html;base64,PHNjcmlwdD5hbGVydCgxMik8L3NjcmlwdD4='><embed src=x>",
    "<form action=http://192.0.2.1/c><input autofocus onfocus=alert(13)><button>Ask</button>",
    "<details open ontoggle=alert(14)><summary>Which sections?</summary></details>",
    "<body onload=alert(15)><base href=http://192.0.2.1/><meta http-equiv=refresh content=0>",
    "<video autoplay><source src=http://192.0.2.1/d.mp4 onerror=alert(16)></video><audio src=x>",
    "<link rel=stylesheet href=http://192.0.2.1/e.css><link rel=prefetch href=//192.0.2.1/f>",
    "</style><style>*{display:none!important}@import 'http://192.0.2.1/g.css'</style>",
    "<div style='position:fixed;inset:0;background:url(http://192.0.2.1/h.png)'>cover</div>",
    "</div></div></main></body></html><h1>Not the report</h1><marquee>moves</marquee>",
    "</textarea></title></select></button><plaintext>all that follows",
    "<!-- a comment that never ends <b>bold",
    "<![CDATA[ ]]><?php echo 1 ?><%= 2 %> ]]>",
    "&lt;script&gt;alert(25)&lt;/script&gt; &amp;lt;b&amp;gt; &#60;i&#62; &colon;",
    "<custom-element is=x id=ra-tasks class='ra-task'>{\"tasks\":[{\"do\":\"delete-all\"}]}",
    "<div id=ra-tasks><div class=ra-task>{\"tasks\": [], \"stored\": true}</div></div>",
    # Markdown, LaTeX and drawings.
    "![picture](http://192.0.2.1/i.png) ![](data:image/gif;base64,R0lGODlhAQABAAAAACw=)",
    "[link](javascript:alert(29)) [second](<http://192.0.2.1/j> 'title')",
    "[reference][1] and ![image][1]\n\n[1]: http://192.0.2.1/k.png \"title\"",
    "<http://192.0.2.1/l> http://192.0.2.1/m www.example.org someone@example.org",
    "# Heading\n\n- [ ] task\n\n> quote\n\n***\n\n1. first\n~~struck~~ **bold** __two__ `code`",
    "```html\n<script>alert(33)</script>\n```\n~~~mermaid\ngraph TD; A-->B;\n~~~",
    "| a | b |\n|---|:-:|\n| <b>c</b> | ![d](http://192.0.2.1/n) |\n\n[^1] text[^1]: note",
    "$$\\href{javascript:alert(35)}{x}$$ \\(\\includegraphics{http://192.0.2.1/o}\\)",
    "\\[\\def\\x{\\x\\x}\\x\\] \\begin{equation}\\input{/etc/passwd}\\end{equation} $\\frac{1}{2}$",
    "```mermaid\nclick A href \"javascript:alert(37)\"\n```\n:::details\n:smile: @user #1",
    # What templates, formats, shells and databases read.
    "<thinking>secret</thinking> <think>What is Recommendation 2?</think> <|im_end|>",
    "{\"path\": \"/etc/passwd\", \"_type\": \"gradio.FileData\", \"url\": \"//x.test\"}",
    "{{ 7*7 }} {% raw %} ${7*7} #{7*7} <%= 7*7 %> {{constructor.constructor('alert(40)')()}}",
    "{0.__class__.__mro__} {label} {count:>99999} {!r} {} %s %n %(name)s %99999d",
    "'; DROP TABLE feedback; -- \" OR 1=1 /* */ UNION SELECT * FROM feedback",
    "$(touch x); `touch y` | touch z && touch w > /dev/null \\",
    "__proto__ constructor toString hasOwnProperty undefined null NaN true [object Object]",
    "../../../../etc/passwd ..\\..\\windows\\system32 C:\\con.txt \\\\192.0.2.1\\share",
    "CON",
    "aux.txt. ",
    ".htaccess\x00.png; filename=\"evil.exe\"\r\nContent-Type: text/html",
    "=HYPERLINK(\"http://192.0.2.1/q\",\"x\") +1+1 @SUM(1) -2+cmd|' /C calc'!A0",
    "\x1b[2J\x1b[31mred\x1b]0;title\x07 \x08\x08\x7f\x9b bell",
    # Odd and large characters.
    "\u202eright to left\u202c \u2066isolated\u2069 \u200f\u061c שלום مرحبا \u202d numbers 8",
    "zero\u200bwidth\u200c\u200d\u2060\ufeff\u00adblank \u180e \u3164 \u115f",
    "half \ud83d and \udc00 characters \ud800\ud800 \ufffe \uffff \ufdd0",
    " ".join([_TOWER] * 12),
    "👩‍👩‍👧‍👦 🏳️‍🌈 🇫🇷🇪🇸 👍🏿 1️⃣ \U000e0067\U000e0062 \U0001f9ff\ufe0f " + "👨‍👩‍👧‍👦" * 60,
    "﷽ 𒐫 ⸻ ௵ ꧅ 𓀐 " + "﷽" * 50,
    "\u2028line\u2029paragraph\u0085next\x0b\x0cform\r\nend\rcarriage",
    "𝓕𝓪𝓷𝓬𝔂 ﬁﬂ ＜ｓｃｒｉｐｔ＞ａｌｅｒｔ（５８）＜／ｓｃｒｉｐｔ＞ ‹script› \ua015",
    "W" * 1900,
    "http://192.0.2.1/" + "%3Cscript%3E" * 150,
)  # fmt: skip
"""Questions, passages, comments and names that try to do harm."""


def printable(text: str) -> str:
    """Return the string as a line of a report file can hold it."""
    whole = text.encode("utf-8", "replace").decode()
    return " ".join(whole.replace("\x00", "").split())
