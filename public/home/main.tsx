import { createRoot } from 'react-dom/client';
import { Home } from './home';
import { pageWords } from './page-words';

async function open(): Promise<void> {
  const root = document.getElementById('app');
  if (root) createRoot(root).render(<Home {...(await pageWords())} />);
}

void open();
