import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../ui/tokens.css';
import '../../ui/base.css';
import { PopupApp } from '../../popup/PopupApp.tsx';
import { nameStrangeSite } from '../../recording/name-strange-site.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('The popup has no root.');
createRoot(root).render(
  <StrictMode>
    <PopupApp />
  </StrictMode>,
);
void nameStrangeSite();
