# The icon font of the console: the names in icons.txt and those Radzen itself uses, cut out of the font in its package.
# usage: subset_icons.py RADZEN_PACKAGE_FOLDER OUT.woff2 $(cat icons.txt)      (Debian: fonttools python3-brotli)
import re, sys
from fontTools.ttLib import TTFont
from fontTools import subset
folder, out, app = sys.argv[1], sys.argv[2], set(sys.argv[3:])
font = TTFont(folder + "/staticwebassets/fonts/MaterialSymbolsOutlined.woff2"); glyphs = set(font.getGlyphOrder())
css = set(re.findall(r"content: ?['\"]([a-z0-9_]{2,})['\"]", open(folder + "/staticwebassets/css/standard-base.css").read()))
dll = open(folder + "/lib/net10.0/Radzen.Blazor.dll", "rb").read().replace(b"\0", b"")      # UTF-16 literals without their zero bytes
inside = {m.decode() for m in re.findall(rb"[a-z][a-z0-9_]{2,}", dll) if b"_" in m}
common = set("close add search home menu check done info warning error delete edit save person settings logout download upload refresh print visibility lock event schedule remove".split())
missing = app - glyphs
if missing: sys.exit("no such icon: " + ", ".join(missing))
keep = (css | inside | common | app) & glyphs
cmap = font.getBestCmap(); letters = {cmap[ord(c)] for c in "abcdefghijklmnopqrstuvwxyz0123456789_ " if ord(c) in cmap}
o = subset.Options(); o.layout_features = ["*"]; o.layout_closure = False; o.flavor = "woff2"; o.notdef_outline = True
s = subset.Subsetter(o); s.populate(glyphs=sorted(keep | letters)); s.subset(font); subset.save_font(font, out, o)
print(len(keep), "icons")
