/**
 * Inside a shadow root, and important on the host element: an important rule of the inner tree wins over any of the
 * page's, so that not even `* { all: unset !important }` reaches the launcher.
 */
export const STYLES = `:host{all:initial!important;position:fixed!important;inset:0 auto auto 0!important;z-index:var(--z)!important;display:block!important;font:15px/22px system-ui,sans-serif!important}
*{box-sizing:border-box}
button{all:unset;cursor:pointer;background:var(--c);color:var(--on);font-weight:600}
.launcher,.panel{position:fixed;transition:.12s;box-shadow:0 8px 32px #1c202433,0 0 0 1px #8b8d9833}
.launcher{bottom:calc(var(--y) + env(safe-area-inset-bottom));width:56px;height:56px;border-radius:28px;display:grid;place-items:center}
button:hover{filter:brightness(.93)}
button:active{transform:scale(.96)}
button:focus-visible{outline:2px solid var(--on);outline-offset:-5px;box-shadow:0 0 0 3px var(--c)}
.right{right:var(--x)}
.left{left:var(--x)}
.launcher:before{content:"";width:27px;height:24px;border:2.5px solid;border-radius:50% 50% 50% 5px}
[aria-expanded=true]:before{width:13px;height:13px;border-width:0 2.5px 2.5px 0;border-radius:0;transform:rotate(45deg)translate(-2px,-2px)}
.badge{position:absolute;top:-3px;right:-3px;min-width:22px;padding:0 5px;border-radius:11px;background:#ce2c31;color:#fff;border:2px solid #fff;font-size:12px;line-height:18px;text-align:center}
.panel{bottom:calc(var(--y) + 72px + env(safe-area-inset-bottom));width:min(384px,calc(100vw - 32px));height:min(680px,calc(100vh - 116px));border-radius:16px;overflow:hidden;background:Canvas;color:CanvasText;color-scheme:var(--s);visibility:hidden;opacity:0;transform:translateY(10px)}
[open]{visibility:visible;opacity:1;transform:none}
iframe,.failed{position:absolute;inset:0;width:100%;height:100%;border:0}
iframe{color-scheme:normal}
.failed{display:grid;place-content:center;gap:20px;background:Canvas;text-align:center}
.failed button{padding:9px;border-radius:10px}
[hidden]{display:none!important}
@media(max-width:640px){.panel{inset:0;width:100%;height:100dvh;border-radius:0}[open]~*{display:none}}
@media(prefers-reduced-motion){*{transition:none!important}}
@media(forced-colors:active){.launcher{border:2px solid}}
@media print{:host{display:none!important}}`;
