import '../ui/styles';
import './portal.css';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { takeShopOfAddress } from './model/shop-choice';

takeShopOfAddress();
const root = document.getElementById('app');
if (root) createRoot(root).render(<App />);
