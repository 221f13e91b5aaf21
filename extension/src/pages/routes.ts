/** Where one is among the pages; kept in the address after `#`, ids in their text form. */
export type Route =
  | { page: 'welcome' }
  | { page: 'automations' }
  | { page: 'automation'; id: string }
  | { page: 'schedule'; id: string }
  | { page: 'review'; id: string }
  | { page: 'runs' }
  | { page: 'run'; id: string }
  | { page: 'sign-ins' }
  | { page: 'settings' };

/** The address of a page, for links: `#/runs/9g4…`. */
export function hrefOf(route: Route): string {
  return 'id' in route ? `#/${route.page}/${encodeURIComponent(route.id)}` : `#/${route.page}`;
}

/** The page that an address after `#` names; the automations when it names none. */
export function routeOf(hash: string): Route {
  const [, page, id] = hash.split('/').map(decodeURIComponent);
  switch (page) {
    case 'welcome':
    case 'runs':
    case 'sign-ins':
    case 'settings':
      return { page };
    case 'automation':
    case 'schedule':
    case 'review':
    case 'run':
      return id ? { page, id } : { page: 'automations' };
    default:
      return { page: 'automations' };
  }
}
