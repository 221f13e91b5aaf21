import '../without-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../tokens.css';
import '../base.css';
import { FixedClock } from '../clock.tsx';
import { galleryClock } from './clock.ts';
import { scenes } from './scenes.tsx';

/** Every screen with invented data: `?scene=home&theme=dark`; without a scene, the list of them. For development only. */
const wanted = new URLSearchParams(location.search);
document.documentElement.dataset['theme'] = wanted.get('theme') ?? 'light';

const root = document.querySelector('#root');
if (!root) throw new Error('The gallery has no root.');
const scene = scenes[wanted.get('scene') ?? ''];
if (scene?.click) document.documentElement.dataset['click'] = scene.click;
createRoot(root).render(
  <StrictMode>
    <FixedClock clock={galleryClock}>{scene ? scene.render() : <SceneList />}</FixedClock>
  </StrictMode>,
);

function SceneList() {
  return (
    <ul>
      {Object.keys(scenes).map((name) => (
        <li key={name}>
          <a href={`?scene=${name}`}>{name}</a>
        </li>
      ))}
    </ul>
  );
}
