import { ReviewPage } from './ReviewPage.tsx';
import { AutomationsPage } from './AutomationsPage.tsx';
import type { Route } from '../pages/routes.ts';
import type { ShellProps } from './shell-props.ts';

/** The page of a route, with its data. */
export function RoutePage({ route, ...shell }: ShellProps & { route: Route }) {
  switch (route.page) {
    case 'review':
      return <ReviewPage key={route.id} id={route.id} {...shell} />;
    default:
      return <AutomationsPage {...shell} />;
  }
}
