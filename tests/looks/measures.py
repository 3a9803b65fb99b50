"""What is measured on a page in the browser: cut words, boxes on top of each other, targets, weight, speed, and axe."""

from typing import Any

from playwright.sync_api import CDPSession, Page

from ordolux.config.environment import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"

# Slow 4G and a processor four times slower: a phone of the lower middle
SLOW_NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWER = 4

BOXES = r"""
([least]) => {
  const found = [], wide = document.documentElement.clientWidth;
  const name = e => {
    const own = e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + (e.classList[0] ? '.' + e.classList[0] : '');
    const up = e.parentElement;
    return (up ? up.tagName.toLowerCase() + (up.classList[0] ? '.' + up.classList[0] : '') + ' > ' : '') + own;
  };
  const style = new Map(), css = e => { if (!style.has(e)) style.set(e, getComputedStyle(e)); return style.get(e); };
  const words = e => (e.innerText || e.value || '').trim().replace(/\s+/g, ' ').slice(0, 30);
  const spoken = e => {           // only for screen readers, or not there at all
    const b = e.getBoundingClientRect(), c = css(e);
    for (let a = e; a && a !== document.body; a = a.parentElement) if (css(a).clipPath !== 'none') return true;
    return b.bottom <= 0 || b.width <= 1 || b.height <= 1 || c.visibility === 'hidden' || c.opacity === '0' ||
      !e.checkVisibility({ visibilityProperty: true }) || !!e.closest('.ox-sr, [hidden], svg');
  };
  const scrolls = e => { for (let a = e; a && a !== document.body; a = a.parentElement)
    if (/auto|scroll/.test(css(a).overflowX)) return true; return false; };
  const floats = e => { for (let a = e; a && a !== document.body; a = a.parentElement)
    if (/fixed|sticky/.test(css(a).position) || a.tagName === 'DIALOG') return true; return false; };

  const over = document.documentElement.scrollWidth - wide;
  if (over > 1) {
    const guilty = [...document.body.querySelectorAll('*')].filter(e => {
      const b = e.getBoundingClientRect();
      return b.width && (b.right > wide + 1 || b.left < -1) && !spoken(e) && !scrolls(e);
    });
    const inner = guilty.filter(e => ![...e.children].some(c => guilty.includes(c)));
    found.push(`the page scrolls ${over} px sideways: ` + inner.slice(0, 3).map(e => `${name(e)} “${words(e)}”`).join(', '));
  }
  for (const e of document.body.querySelectorAll('*')) {
    const holds = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!holds || spoken(e) || /^(SCRIPT|STYLE|OPTION|TEXTAREA|TITLE)$/.test(e.tagName)) continue;
    const c = css(e);
    if (/hidden|clip/.test(c.overflowX) && e.scrollWidth > e.clientWidth + 1 && !e.title)
      found.push(`cut at the side: ${name(e)} “${words(e)}”`);
    if (/hidden|clip/.test(c.overflowY) && e.scrollHeight > e.clientHeight + 2 && c.webkitLineClamp === 'none')
      found.push(`cut below: ${name(e)} “${words(e)}”`);
    if (!scrolls(e) && c.display !== 'inline') {   // words that leave the box in which they stand
      const b = e.getBoundingClientRect(), r = { left: b.right, right: b.left };
      for (const n of e.childNodes) {   // what only screen readers get lies anywhere
        if (n.nodeType === 1 ? n.matches('.ox-sr') : n.nodeType !== 3 || !n.textContent.trim()) continue;
        const range = document.createRange(); range.selectNode(n);
        const one = range.getBoundingClientRect();
        r.left = Math.min(r.left, one.left); r.right = Math.max(r.right, one.right);
      }
      const box = e.parentElement.getBoundingClientRect();
      if (c.overflowX === 'visible' && (r.right > Math.max(b.right, box.right) + 2 || r.left < Math.min(b.left, box.left) - 2))
        found.push(`leaves its box: ${name(e)} “${words(e)}”`);
    }
  }
  for (const e of document.querySelectorAll('.ox-tabs > a, .ox-row > a, button')) {   // words that lie on those of the next
    if (!spoken(e) && e.scrollWidth > e.clientWidth + 2 && !e.title) found.push(`leaves its box: ${name(e)} “${words(e)}”`);
  }
  const targets = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter(e => !spoken(e) && !e.disabled);
  const seen = (e, r) => {         // the part of a box that no scrolling parent hides
    let { left, right, top, bottom } = r;
    for (let a = e.parentElement; a && a !== document.body; a = a.parentElement) if (css(a).overflowX !== 'visible') {
      const b = a.getBoundingClientRect();
      left = Math.max(left, b.left); right = Math.min(right, b.right);
      top = Math.max(top, b.top); bottom = Math.min(bottom, b.bottom);
    }
    return { left, right, top, bottom, width: right - left, height: bottom - top };
  };
  const rects = targets.map(e => [e, floats(e),
    [...e.getClientRects()].map(r => seen(e, r)).filter(r => r.width > 1 && r.height > 1)]);
  for (let i = 0; i < rects.length; i++) for (let j = i + 1; j < rects.length; j++) {
    const [a, af, ar] = rects[i], [b, bf, br] = rects[j];
    if (af || bf || a.contains(b) || b.contains(a)) continue;
    for (const r of ar) for (const s of br) {
      const w = Math.min(r.right, s.right) - Math.max(r.left, s.left);
      const h = Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top);
      if (w >= 6 && h >= 6)
        found.push(`on top of each other: ${name(a)} “${words(a)}”, ${name(b)} “${words(b)}”`);
    }
  }
  if (least) for (const e of targets) {
    const inline = css(e).display === 'inline' && e.parentElement.innerText.trim().length > words(e).length;
    if (inline || e.closest('p, mark, .ox-dl, dd') && e.tagName === 'A') continue;
    const box = (e.type === 'checkbox' || e.type === 'radio') ? (e.closest('label') || e) : e;
    const b = box.getBoundingClientRect();
    if (b.height < least - 0.5 || b.width < Math.min(least, 24) - 0.5)
      found.push(`too small to touch (${Math.round(b.width)}×${Math.round(b.height)}): ${name(e)} “${words(e)}”`);
  }
  return [...new Set(found)];
}
"""

# right-to-left: what a page must show apart from its letters
RIGHT_TO_LEFT = r"""
() => {
  const found = [], root = document.documentElement;
  if (root.dir !== 'rtl') found.push('the page does not say dir="rtl"');
  if (!/^ar/.test(root.lang)) found.push('the page does not say its language');
  const main = document.querySelector('main');
  if (main && getComputedStyle(main).direction !== 'rtl') found.push('its content runs from left to right');
  return found;
}
"""

WATCH = """
() => {
  window.shown = { lcp: 0, cls: 0, what: '' };
  new PerformanceObserver(l => { for (const e of l.getEntries()) {
    window.shown.lcp = e.startTime; window.shown.what = (e.element && e.element.outerHTML || '').slice(0, 90); } })
    .observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) window.shown.cls += e.value; })
    .observe({ type: 'layout-shift', buffered: true });
}
"""


def boxes(page: Page, *, least: int = 0) -> list[str]:
    """What is cut, leaves its box, lies on something else, or is smaller than ``least`` pixels to touch."""
    found: list[str] = page.evaluate(BOXES, [least])
    return found


def axe(page: Page) -> list[str]:
    """What axe finds serious or critical, once everything that moves has come to rest."""
    page.evaluate("Promise.all(document.getAnimations().map(one => one.finished.catch(() => null)))")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found: list[str] = page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations']})"
        ".then(r => r.violations.filter(v => ['serious', 'critical'].includes(v.impact))"
        ".map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(' | ')))"
    )
    return found


def weight(page: Page, path: str) -> int:
    """How many bytes come over the line for a page, with all that it needs, when nothing is kept."""
    line: CDPSession = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    came: list[float] = []
    line.on("Network.loadingFinished", lambda event: came.append(event["encodedDataLength"]))
    page.goto(path, wait_until="load")
    page.wait_for_timeout(150)
    line.detach()
    return round(sum(came))


def slow(page: Page) -> None:
    """From here on the page's browser is a slow phone on a slow line."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    line.send("Network.emulateNetworkConditions", SLOW_NETWORK)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(f"({WATCH})()")


def shown(page: Page, path: str) -> dict[str, Any]:
    """When the largest piece of the page was painted (ms), and how much it shifted."""
    page.goto(path, wait_until="load")
    page.wait_for_timeout(300)
    told: dict[str, Any] = page.evaluate("window.shown")
    return told
