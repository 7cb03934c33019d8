(() => {
    'use strict';

    const PageSize = 200;
    const MaxParts = 300;
    const data = JSON.parse(document.getElementById('data').textContent);
    const element = id => document.getElementById(id);
    const [search, language, month, favorites, contents, status, list, more, detail] =
        ['search', 'language', 'month', 'favorites', 'contents', 'status', 'list', 'more', 'detail'].map(element);
    const parts = new Map();
    let found = [];
    let shown = 0;
    let run = 0;

    for (const asset of data.assets)
        asset.key = [asset.name, data.languages[asset.language], ...asset.tags].join('\n').toLowerCase();

    // A page on disk cannot fetch, but it can load scripts. Each part of the contents is a script that calls this.
    const waiting = new Map();
    window.piecesContent = (number, items) => waiting.get(number)?.(items);

    function load(number) {
        if (!parts.has(number)) {
            if (parts.size >= MaxParts)
                parts.delete(parts.keys().next().value);
            parts.set(number, new Promise((resolve, reject) => {
                const script = document.createElement('script');
                waiting.set(number, resolve);
                script.src = data.parts[number];
                script.onload = () => script.remove();
                script.onerror = () => {
                    parts.delete(number);
                    reject(new Error(`The file ${data.parts[number]} is missing.`));
                };
                document.head.append(script);
            }));
        }

        return parts.get(number);
    }

    function create(name, text, parent) {
        const item = document.createElement(name);
        if (text !== undefined)
            item.textContent = text;
        parent?.append(item);
        return item;
    }

    const count = number => `${number.toLocaleString('en-US')} ${number === 1 ? 'asset' : 'assets'}`;

    function size(bytes) {
        const units = ['bytes', 'KB', 'MB', 'GB'];
        let unit = 0;
        while (bytes >= 1000 && unit < units.length - 1) {
            bytes /= 1000;
            unit++;
        }

        return `${bytes.toLocaleString('en-US', { maximumFractionDigits: 1 })} ${units[unit]}`;
    }

    function showMore() {
        for (const number of found.slice(shown, shown + PageSize)) {
            const asset = data.assets[number];
            const link = create('a', undefined, create('li', undefined, list));
            link.href = `#${number}`;
            create('bdi', (asset.favorite ? '★ ' : '') + asset.name, link);
            create('small', [data.languages[asset.language], asset.created].filter(Boolean).join(' · '), link);
        }

        shown = Math.min(found.length, shown + PageSize);
        more.hidden = shown === found.length;
        markCurrent();
    }

    function markCurrent() {
        for (const link of list.querySelectorAll('a'))
            link.toggleAttribute('aria-current', link.hash === location.hash);
    }

    async function filter() {
        const mine = ++run;
        const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
        const candidates = [...data.assets.keys()].filter(number => {
            const asset = data.assets[number];
            return (!language.value || asset.language === Number(language.value))
                && (!month.value || asset.created.slice(0, 7) === month.value)
                && (!favorites.checked || asset.favorite);
        });
        const has = text => words.every(word => text.includes(word));
        found = candidates.filter(number => has(data.assets[number].key));
        shown = 0;
        list.replaceChildren();
        showMore();
        status.textContent = count(found.length);
        if (words.length === 0 || !contents.checked)
            return;

        const others = new Map();
        for (const number of candidates) {
            const asset = data.assets[number];
            if (asset.part !== undefined && !has(asset.key))
                others.set(asset.part, [...others.get(asset.part) ?? [], number]);
        }

        let done = 0;
        status.textContent = `${count(found.length)}, searching the contents`;
        for (const [part, numbers] of others) {
            let items;
            try {
                items = await load(part);
            } catch (error) {
                status.textContent = error.message;
                return;
            }

            if (mine !== run)
                return;
            found.push(...numbers.filter(number => {
                const item = items[data.assets[number].item];
                return has([data.assets[number].key, item.text ?? '', ...item.notes.map(note => note.text), ...item.websites].join('\n').toLowerCase());
            }));
            done++;
            status.textContent = `${count(found.length)}, searched ${done} of ${others.size} parts of the contents`;
            if (shown < PageSize)
                showMore();
            more.hidden = shown === found.length;
        }

        status.textContent = count(found.length);
    }

    function linkTo(address, text, parent) {
        if (/^https?:/i.test(address)) {
            const link = create('a', text, parent);
            link.href = address;
            link.rel = 'noopener noreferrer';
            link.target = '_blank';
        } else {
            create('span', text, parent);
        }
    }

    async function open() {
        const number = Number(location.hash.slice(1));
        const asset = location.hash.length > 1 ? data.assets[number] : undefined;
        markCurrent();
        if (asset === undefined)
            return;
        detail.replaceChildren();
        detail.dataset.asset = number;
        create('bdi', asset.name, create('h2', undefined, detail));
        create('p', [data.languages[asset.language], asset.favorite ? 'favorite' : '', asset.bytes === undefined ? '' : size(asset.bytes), asset.created && `created ${asset.created}`, asset.updated && `updated ${asset.updated}`].filter(Boolean).join(' · '), detail).className = 'dim';
        const tags = create('p', undefined, detail);
        for (const tag of asset.tags)
            create('bdi', tag, tags).className = 'tag';
        if (asset.part === undefined)
            return;

        let item;
        try {
            item = (await load(asset.part))[asset.item];
        } catch (error) {
            create('p', error.message, detail);
            return;
        }

        if (detail.dataset.asset !== String(number))
            return;
        if (item.image !== undefined) {
            const image = create('img', undefined, detail);
            image.alt = asset.name;
            image.src = item.image;
        }

        if (item.text !== undefined) {
            const button = create('button', 'Copy', detail);
            button.type = 'button';
            const text = create('pre', undefined, detail);
            text.tabIndex = 0;
            create('code', item.text, text);
            button.onclick = () => copy(item.text, text, button);
        }

        for (const file of item.files) {
            const link = create('a', file.split('/').pop(), create('p', 'File: ', detail));
            link.href = file.split('/').map(encodeURIComponent).join('/');
        }

        if (item.text === undefined && item.image === undefined && item.files.length === 0)
            create('p', 'This asset has no content.', detail).className = 'dim';
        for (const note of item.notes) {
            create('p', note.title, detail).className = 'dim';
            create('div', note.text, detail).className = 'note';
        }

        for (const website of item.websites)
            linkTo(website, website, create('p', undefined, detail));
    }

    async function copy(text, element, button) {
        try {
            await navigator.clipboard.writeText(text);
            button.textContent = 'Copied';
        } catch {
            // The browser does not let a page on disk copy. The text is selected instead.
            getSelection().selectAllChildren(element);
            button.textContent = 'Selected: press Ctrl+C';
        }
    }

    let timer;
    function filterSoon() {
        clearTimeout(timer);
        timer = setTimeout(filter, 150);
    }

    search.addEventListener('input', filterSoon);
    for (const input of [language, month, favorites, contents])
        input.addEventListener('change', filter);
    more.addEventListener('click', showMore);
    element('filter').addEventListener('submit', event => event.preventDefault());
    addEventListener('hashchange', open);

    document.addEventListener('keydown', event => {
        if (event.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
            event.preventDefault();
            search.focus();
        } else if (event.key === 'Escape') {
            search.focus();
            search.select();
        } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && (document.activeElement === search || list.contains(document.activeElement))) {
            const links = [...list.querySelectorAll('a')];
            const next = links.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
            event.preventDefault();
            (links[next] ?? (next < 0 ? search : document.activeElement)).focus();
        }
    });

    for (const bar of document.querySelectorAll('svg [data-value]')) {
        bar.addEventListener('click', () => {
            const select = element(bar.dataset.filter);
            select.value = select.value === bar.dataset.value ? '' : bar.dataset.value;
            filter();
        });
    }

    filter();
    open();
})();
