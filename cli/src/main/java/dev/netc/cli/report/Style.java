package dev.netc.cli.report;

/** How a page looks, on a light screen, on a dark one and on paper. */
final class Style {
    static final String CSS = """
            :root { color-scheme: light dark; --ground: #fdfdfb; --panel: #ffffff; --ink: #1f2a32; --soft: #5a6872;
              --line: #dde2e5; --train: #2b6cb0; --validation: #c05621; --five: #2f855a; --right: 47, 133, 90;
              --wrong: 197, 48, 48; --warn: #fdf3dc; }
            @media (prefers-color-scheme: dark) {
              :root { --ground: #14191d; --panel: #1c2328; --ink: #e4e9ec; --soft: #9fadb7; --line: #333d45;
                --train: #7fb2ea; --validation: #f0a05c; --five: #79cf9f; --right: 88, 178, 130; --wrong: 233, 105, 105;
                --warn: #3a3115; }
            }
            * { box-sizing: border-box; }
            body { margin: 0 auto; padding: 24px 24px 64px; max-width: 1200px; background: var(--ground);
              color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Helvetica, Arial, sans-serif;
              print-color-adjust: exact; -webkit-print-color-adjust: exact; }
            h1 { margin: 0; font-size: 30px; line-height: 1.2; }
            h2 { margin: 44px 0 8px; padding-top: 14px; border-top: 1px solid var(--line); font-size: 20px; }
            h3 { margin: 8px 0; font-size: 15px; }
            p { margin: 6px 0 12px; }
            .standing { font-size: 17px; }
            .note, figcaption, .changes { color: var(--soft); font-size: 14px; max-width: 78ch; }
            .warning { background: var(--warn); border-left: 4px solid var(--validation); padding: 8px 12px;
              max-width: 90ch; white-space: pre-line; }
            figure { margin: 0 0 16px; }
            .tiles { display: flex; flex-wrap: wrap; gap: 12px; margin: 14px 0; }
            .tile { display: flex; flex-direction: column; min-width: 150px; padding: 10px 14px;
              background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
            .tile .name, .tile .more { color: var(--soft); font-size: 13px; }
            .tile .value { font-size: 24px; font-variant-numeric: tabular-nums; line-height: 1.25; }
            .charts, .lists { display: flex; flex-wrap: wrap; gap: 8px 32px; }
            .charts figure { flex: 1 1 440px; max-width: 640px; }
            .chart { display: block; width: 100%; height: auto; }
            .chart text { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
            .chart path { fill: none; }
            .chart .grid { stroke: var(--line); }
            .chart .axis { stroke: var(--soft); }
            .chart .mark path { stroke: var(--soft); stroke-dasharray: 3 3; }
            .chart .curve path { stroke-width: 2; stroke-linejoin: round; }
            .train path { stroke: var(--train); } .train circle { fill: var(--train); }
            .validation path { stroke: var(--validation); } .validation circle { fill: var(--validation); }
            .five path { stroke: var(--five); stroke-dasharray: 6 3; } .five circle { fill: var(--five); }
            figcaption b { margin-right: 8px; color: var(--ink); }
            .key { margin-left: 12px; white-space: nowrap; }
            .key::before { content: ""; display: inline-block; width: 18px; margin-right: 6px; vertical-align: 4px;
              border-top: 3px solid; }
            .key.train::before { color: var(--train); } .key.validation::before { color: var(--validation); }
            .key.five::before { color: var(--five); border-top-style: dashed; }
            .pixels { image-rendering: pixelated; }
            .filters { max-width: 100%; height: auto; }
            .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(225px, 1fr)); gap: 20px; }
            .card { break-inside: avoid; min-width: 0; padding: 12px; background: var(--panel);
              border: 1px solid var(--line); border-radius: 8px; }
            .frame { display: flex; justify-content: center; }
            .frame img { width: 100%; max-width: 200px; max-height: 200px; object-fit: contain; }
            .frame img.pixels { width: 128px; height: 128px; }
            .card .class { margin: 8px 0 6px; text-align: center; font-weight: 600; }
            .card .class, .bar .name { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
            .neighbours { display: flex; gap: 10px; padding: 14px 0 4px; border-top: 1px solid var(--line);
              break-inside: avoid; }
            .neighbour { flex: 0 0 132px; min-width: 0; text-align: center; }
            .neighbour.asked { flex-basis: 152px; padding-right: 14px; margin-right: 6px;
              border-right: 1px solid var(--line); }
            .neighbour .frame img { width: 100%; }
            .neighbour p { margin: 2px 0; font-size: 13px; overflow-wrap: anywhere; }
            .neighbour p.class { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
            .neighbour.asked p.class { font-weight: 600; }
            .bar { display: grid; grid-template-columns: 1fr auto; column-gap: 8px; font-size: 13px; margin: 3px 0; }
            .bar .percent { font-variant-numeric: tabular-nums; color: var(--soft); }
            .bar .track { grid-column: 1 / 3; height: 7px; border-radius: 3px; background: var(--line);
              overflow: hidden; }
            .bar .fill { display: block; height: 100%; background: var(--train); }
            .bar.right .name { font-weight: 600; }
            .bar.right .fill { background: rgb(var(--right)); }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            .wide { overflow-x: auto; }
            .confusion td, .confusion th { min-width: 40px; padding: 5px 7px; text-align: center; font-weight: 400;
              border: 1px solid var(--line); }
            .confusion th { color: var(--soft); }
            .confusion th.class { text-align: right; white-space: nowrap; max-width: 240px; overflow: hidden;
              text-overflow: ellipsis; }
            .confusion th.upright { vertical-align: bottom; }
            .confusion th.upright span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 160px;
              overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
            .confusion td.right { background: rgba(var(--right), calc(0.08 + 0.5 * var(--share, 0))); }
            .confusion td.wrong { background: rgba(var(--wrong), calc(0.12 + 0.88 * var(--share, 0))); }
            .confusion .error { color: var(--soft); white-space: nowrap; text-align: right; border: none; }
            .lists > div { flex: none; max-width: 100%; overflow-x: auto; }
            .list td { max-width: 210px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
            .list td, .list th, .facts td, .facts th { padding: 4px 14px 4px 0; text-align: left; vertical-align: top;
              border-bottom: 1px solid var(--line); font-weight: 400; }
            .list th, .facts th { color: var(--soft); white-space: nowrap; }
            .facts td { overflow-wrap: anywhere; white-space: pre-line; }
            .picture { overflow-x: auto; }
            .picture svg { display: block; max-width: 100%; height: auto; border-radius: 8px; }
            details { margin-top: 16px; } summary { cursor: pointer; }
            code { font: 0.92em ui-monospace, Menlo, Consolas, monospace; color: var(--ink); }
            pre { overflow-x: auto; padding: 12px; background: var(--panel); border: 1px solid var(--line);
              border-radius: 8px; font: 13px/1.45 ui-monospace, Menlo, Consolas, monospace; }
            @media print {
              :root { color-scheme: light; --ground: #ffffff; --panel: #ffffff; --ink: #000000; --soft: #444444;
                --line: #cccccc; --train: #2b6cb0; --validation: #c05621; --five: #2f855a; --right: 47, 133, 90;
                --wrong: 197, 48, 48; --warn: #fdf3dc; }
              body { max-width: none; padding: 0; font-size: 11pt; }
              section, figure, tr { break-inside: avoid; }
              #graph, #settings, #examples { break-inside: auto; }
              .picture svg { max-height: 240mm; width: auto; }
              .charts figure { flex-basis: 45%; }
              .cards { grid-template-columns: repeat(4, 1fr); gap: 8px; }
              .frame img { max-height: 120px; }
            }
            """;

    private Style() {}
}
