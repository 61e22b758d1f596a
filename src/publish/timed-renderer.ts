import type { ResourceRenderer } from './render-resource.ts';

/** Tells how long each rendering took; `kind` is the resource's, `feeds` for all of a channel at once. */
export type ObserveRender = <Result>(kind: string, rendering: Promise<Result>) => Promise<Result>;

/** The same renderer, observed. */
export function timedRenderer(renderer: ResourceRenderer, observe: ObserveRender): ResourceRenderer {
  return {
    ...renderer,
    render: (resource) => observe(resource.kind, renderer.render(resource)),
    renderFeeds: (channel, make) => observe('feeds', renderer.renderFeeds(channel, make)),
  };
}
