import type { ReactNode } from 'react';
import type { PageKey } from '../home/page-words';

function Art({ children }: { children: ReactNode }) {
  return (
    <svg className="art" viewBox="0 0 120 90" aria-hidden="true">
      {children}
    </svg>
  );
}

export function Loaf() {
  return (
    <Art>
      <ellipse cx="60" cy="78" rx="46" ry="6" className="shade" />
      <path d="M12 55c0-22 22-34 48-34s48 12 48 34c0 14-12 22-48 22S12 69 12 55Z" fill="#b8712f" />
      <path d="M16 51c2-18 22-26 44-26s42 8 44 26c-10 7-26 9-44 9s-34-2-44-9Z" fill="#d7964f" />
      <path d="M26 44c8-10 20-14 34-14s26 4 34 14c-10 5-22 6-34 6s-24-1-34-6Z" fill="#e9b878" />
      <g stroke="#fbeacb" strokeWidth="4.5" strokeLinecap="round">
        <path d="M38 34l8 17M56 30l6 20M75 32l6 16" />
      </g>
    </Art>
  );
}

function Baguette() {
  return (
    <Art>
      <ellipse cx="60" cy="76" rx="48" ry="5" className="shade" />
      <g transform="rotate(-14 60 48)">
        <rect x="6" y="34" width="108" height="28" rx="14" fill="#c17f3c" />
        <rect x="10" y="36" width="100" height="19" rx="10" fill="#dea35c" />
        <path
          d="M26 52l10-14M46 52l10-14M66 52l10-14M86 52l10-14"
          stroke="#fbeacb"
          strokeWidth="5"
          strokeLinecap="round"
        />
      </g>
    </Art>
  );
}

function Croissant() {
  return (
    <Art>
      <ellipse cx="60" cy="76" rx="44" ry="5" className="shade" />
      <path
        d="M10 62c2-26 24-42 50-42s48 16 50 42c0 8-12 10-17 2-6-9-17-15-33-15s-27 6-33 15c-5 8-17 6-17-2Z"
        fill="#d08a3e"
      />
      <path d="M44 23c8-3 24-3 32 0l4 27c-12-5-28-5-40 0Z" fill="#efbf7c" />
      <path
        d="M26 34c5-5 11-9 18-11l-4 27c-6 2-11 6-14 11-2-9-3-19 0-27ZM94 34c-5-5-11-9-18-11l4 27c6 2 11 6 14 11 2-9 3-19 0-27Z"
        fill="#e0a457"
      />
    </Art>
  );
}

function Bun() {
  return (
    <Art>
      <ellipse cx="60" cy="78" rx="36" ry="5" className="shade" />
      <circle cx="60" cy="46" r="32" fill="#c98542" />
      <circle cx="60" cy="44" r="29" fill="#e4b06f" />
      <path
        d="M60 44c0-4 6-5 8 0 3 8-6 13-13 10-10-4-11-17-3-24 11-9 28-3 31 11 3 17-12 30-28 28-18-2-29-20-23-37"
        fill="none"
        stroke="#8f4f1f"
        strokeWidth="4"
        strokeLinecap="round"
      />
      <g fill="#fff7e8">
        <circle cx="45" cy="30" r="2" />
        <circle cx="76" cy="34" r="2" />
        <circle cx="50" cy="60" r="2" />
        <circle cx="74" cy="58" r="2" />
        <circle cx="62" cy="24" r="2" />
      </g>
    </Art>
  );
}

function Tart() {
  return (
    <Art>
      <ellipse cx="60" cy="78" rx="42" ry="5" className="shade" />
      <path d="M14 46h92l-9 26a6 6 0 0 1-6 4H29a6 6 0 0 1-6-4Z" fill="#c98542" />
      <path d="M30 50l4 24M46 50l2 25M60 50v25M74 50l-2 25M90 50l-4 24" stroke="#a9662a" strokeWidth="3" />
      <ellipse cx="60" cy="45" rx="47" ry="15" fill="#e9b878" />
      <ellipse cx="60" cy="43" rx="40" ry="11" fill="#fbe3b8" />
      <g fill="#7b2d5b">
        <ellipse cx="40" cy="42" rx="9" ry="5" />
        <ellipse cx="60" cy="38" rx="9" ry="5" />
        <ellipse cx="80" cy="42" rx="9" ry="5" />
        <ellipse cx="52" cy="47" rx="9" ry="5" />
        <ellipse cx="70" cy="48" rx="9" ry="5" />
      </g>
      <g fill="#a8487f">
        <ellipse cx="38" cy="41" rx="4" ry="2" />
        <ellipse cx="58" cy="37" rx="4" ry="2" />
        <ellipse cx="78" cy="41" rx="4" ry="2" />
      </g>
    </Art>
  );
}

function Pretzel() {
  return (
    <Art>
      <ellipse cx="60" cy="80" rx="38" ry="4" className="shade" />
      <g fill="none" strokeLinecap="round" strokeLinejoin="round">
        <path
          d="M38 66 78 34c8-8 22-4 22 9 0 16-18 27-40 27S20 59 20 43c0-13 14-17 22-9l40 32"
          stroke="#8f4f1f"
          strokeWidth="12"
        />
        <path
          d="M38 65 78 33c8-8 22-4 22 9 0 16-18 27-40 27S20 58 20 42c0-13 14-17 22-9l40 32"
          stroke="#b8712f"
          strokeWidth="7"
        />
      </g>
      <g fill="#fff7e8">
        <circle cx="24" cy="50" r="1.8" />
        <circle cx="44" cy="67" r="1.8" />
        <circle cx="60" cy="70" r="1.8" />
        <circle cx="76" cy="67" r="1.8" />
        <circle cx="97" cy="48" r="1.8" />
      </g>
    </Art>
  );
}

interface Product {
  name: PageKey;
  text: PageKey;
  cents: number;
  Picture: () => ReactNode;
}

export const PRODUCTS: readonly Product[] = [
  { name: 'demo.product.sourdough', text: 'demo.product.sourdough.text', cents: 540, Picture: Loaf },
  { name: 'demo.product.baguette', text: 'demo.product.baguette.text', cents: 260, Picture: Baguette },
  { name: 'demo.product.croissant', text: 'demo.product.croissant.text', cents: 240, Picture: Croissant },
  { name: 'demo.product.bun', text: 'demo.product.bun.text', cents: 320, Picture: Bun },
  { name: 'demo.product.tart', text: 'demo.product.tart.text', cents: 480, Picture: Tart },
  { name: 'demo.product.pretzel', text: 'demo.product.pretzel.text', cents: 190, Picture: Pretzel },
];
