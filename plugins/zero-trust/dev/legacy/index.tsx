import { createRoot } from 'react-dom/client';
import { createLegacyApp } from './createLegacyApp';

const App = createLegacyApp();
createRoot(document.getElementById('root')!).render(<App />);
