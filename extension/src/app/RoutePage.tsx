import { ReviewPage } from './ReviewPage.tsx';
import { AutomationsPage } from './AutomationsPage.tsx';
import { AutomationPage } from './automation/AutomationPage.tsx';
import { RunsPage } from './RunsPage.tsx';
import { RunPage } from './run/RunPage.tsx';
import { SettingsPage } from './settings/SettingsPage.tsx';
import { SignInsPage } from './sign-ins/SignInsPage.tsx';
import type { RunId, Subject } from '@mayfly/shared/base/ids.ts';
import type { Route } from '../pages/routes.ts';
import type { ShellProps } from './shell-props.ts';

/** The page of a route, with its data. */
export function RoutePage({ route, ...shell }: ShellProps & { route: Route }) {
  switch (route.page) {
    case 'review':
      return <ReviewPage key={route.id} id={route.id} {...shell} />;
    case 'run':
      return <RunPage key={route.id} id={route.id as RunId} {...shell} />;
    case 'automation':
    case 'schedule': {
      const scheduling = route.page === 'schedule';
      const id = route.id as Subject;
      return <AutomationPage key={id} id={id} scheduling={scheduling} {...shell} />;
    }
    case 'sign-ins':
      return <SignInsPage {...shell} />;
    case 'settings':
      return <SettingsPage {...shell} />;
    case 'runs':
      return <RunsPage {...shell} />;
    default:
      return <AutomationsPage {...shell} />;
  }
}
