/** Systems that a newsroom may have published its feeds with. */
export const oldSystems = ['wordpress', 'blogger', 'drupal', 'ghost', 'hugo', 'jekyll', 'joomla'] as const;

export type OldSystem = (typeof oldSystems)[number];

/** What the operator says of the site before this one. */
export interface OldAddresses {
  readonly systems: readonly OldSystem[];
  /** An address of the old site from its path on, as it is written, and the encoded path of ours that has it now. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
}
