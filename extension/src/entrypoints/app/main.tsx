import '../../ui/without-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../ui/tokens.css';
import '../../ui/base.css';
import { App } from '../../app/App.tsx';
import { takeInvitation } from '../../app/take-invitation.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no root.');
await takeInvitation();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
