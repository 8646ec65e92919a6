"""What is asked of a page in the browser, as scripts that run in it."""

DRAWN = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    return app && app.dataset.testScriptState === 'notRunning'
        && document.querySelector('[data-testid=stMain] h1, [data-testid=stAlert]')
        && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')
        && [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(one => one.querySelector('svg.marks'))
}"""

# a chart that stays and takes other rows does so a moment after the script has ended
STILL = """() => new Promise(done => {
    const watching = new MutationObserver(() => { clearTimeout(soon); soon = setTimeout(still, 100); });
    const still = () => { watching.disconnect(); clearTimeout(late); done(); };
    let soon = setTimeout(still, 100), late = setTimeout(still, 3000);
    const main = document.querySelector('[data-testid=stMain]');
    watching.observe(main, {subtree: true, childList: true, attributes: true});
})"""

# what sticks out of the window to the right and no box of its own lets scroll
STICKS_OUT = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    const scrolls = one => {
        for (let box = one.parentElement; box && box !== main; box = box.parentElement)
            if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(box).overflowX)) return true;
        return false;
    };
    const wide = [document.documentElement, main].filter(one => one.scrollWidth > one.clientWidth)
        .map(one => `${one.tagName} is ${one.scrollWidth} wide`);
    const out = [...main.querySelectorAll('*')].filter(one => {
        const box = one.getBoundingClientRect();
        return box.width > 0 && box.right > window.innerWidth + 1 && !scrolls(one);
    }).map(one => `${one.tagName}.${one.className.baseVal ?? one.className}: ${(one.textContent || '').slice(0, 60)}`);
    return [...wide, ...out.slice(0, 5)];
}"""

# text whose contrast with what lies under it is less than 4.5 to 1, or 3 to 1 when large (WCAG 2.1, 1.4.3)
PALE = """() => {
    const parse = text => { const n = (text.match(/[\\d.]+/g) || []).map(Number); return text.startsWith('color(srgb')
        ? [...n.slice(0, 3).map(one => one * 255), n[3] ?? 1] : [n[0], n[1], n[2], n[3] ?? 1]; };
    const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3]));
    const light = rgb => { const [r, g, b] = rgb.map(one => (one /= 255) <= 0.03928 ? one / 12.92
        : ((one + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const grounds = new Map();
    const under = one => {
        if (!one) return [255, 255, 255];
        if (!grounds.has(one))
            grounds.set(one, over(parse(getComputedStyle(one).backgroundColor), under(one.parentElement)));
        return grounds.get(one);
    };
    const known = new Map();
    const opacity = one => {
        if (!one) return 1;
        if (!known.has(one)) known.set(one, Number(getComputedStyle(one).opacity) * opacity(one.parentElement));
        return known.get(one);
    };
    const pale = new Set();
    const words = document.createTreeWalker(document.querySelector('[data-testid=stApp]'), NodeFilter.SHOW_TEXT);
    for (let node = words.nextNode(); node; node = words.nextNode()) {
        const one = node.parentElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
        if (!node.textContent.trim() || box.width < 2 || box.height < 2 || style.visibility !== 'visible') continue;
        if (one.closest('[aria-hidden=true]') && !one.closest('svg.marks')) continue;  // axes are there for who sees
        if (one.closest('[inert], :disabled, [aria-disabled=true], style, script')) continue;
        if (one.closest('[data-testid=stSliderThumbValue]')) continue;  // it floats above the thumb it is part of
        const seen = opacity(one);
        if (seen < 0.05) continue;
        const svg = one.closest('svg'), ground = under(svg ? svg : one);
        const ink = parse(svg ? style.fill : style.color);
        ink[3] *= seen * (svg ? Number(style.fillOpacity) : 1);
        const [a, b] = [light(over(ink, ground)), light(ground)].sort((p, q) => q - p);
        const ratio = (a + 0.05) / (b + 0.05), size = parseFloat(style.fontSize);
        const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        if (ratio < (large ? 3 : 4.5)) pale.add(`${ratio.toFixed(2)}: ${node.textContent.trim().slice(0, 60)}`);
    }
    return [...pale];
}"""


UNSPOKEN = """charts => charts.filter(chart => {
    const said = one => (one?.getAttribute('aria-label') || '').trim();
    return !said(chart) || !said(chart.querySelector('.words_marks [aria-label]'));
}).map(chart => chart.outerHTML.slice(0, 200))"""
"""Charts without a title, or without words in them for who does not see them."""
