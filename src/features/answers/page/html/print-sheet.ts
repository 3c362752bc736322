/** Style of the sheet that is printed and hung up. */
export const printSheet = `
@page{size:A4;margin:20mm}
*{box-sizing:border-box}
body{margin:0 auto;max-width:170mm;padding:10mm 0;color:#000;background:#fff;font:16pt/1.4 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;text-align:center}
header img{max-height:22mm;max-width:90mm}
h1{font-size:34pt;line-height:1.2;margin:14mm 0 6mm}
p{margin:0 0 6mm}
.code svg{width:100mm;height:100mm;max-width:100%}
.scan{font-size:20pt;font-weight:600;margin-top:4mm}
.link b{font-size:20pt;overflow-wrap:anywhere}
@media print{body{padding:0}}
`.replaceAll("\n", "");
