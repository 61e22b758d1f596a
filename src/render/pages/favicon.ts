/** The letter nun as a bowl and its rhombic dot, drawn so that it needs no font. */
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="12" fill="#9c1c2e"/><path d="M13 27c-3 15 5 24 19 24s22-9 19-24" fill="none" stroke="#fff" stroke-width="8" stroke-linecap="round"/><path d="m32 10 8 8-8 8-8-8z" fill="#fff"/></svg>';

export const faviconUrl = `data:image/svg+xml,${encodeURIComponent(drawing)}`;
