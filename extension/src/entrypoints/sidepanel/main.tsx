import '../../ui/without-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../ui/tokens.css';
import '../../ui/base.css';
import { PanelApp } from '../../panel/PanelApp.tsx';

const root = document.querySelector('#root');
if (!root) throw new Error('The side panel has no root.');
createRoot(root).render(
  <StrictMode>
    <PanelApp />
  </StrictMode>,
);
