import { hrefOf } from '../pages/routes.ts';
import type { Route } from '../pages/routes.ts';

/** Goes to another page of Mayfly in this tab. */
export function showRoute(route: Route): void {
  location.hash = hrefOf(route).slice(1);
}
