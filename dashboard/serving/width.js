// How wide the window is decides how charts are drawn: said before Streamlit's client connects.
// Before its head is read, a page on a phone claims to be wider than the screen.
document.cookie = `ec_narrow=${Math.min(innerWidth, screen.width) <= 640 ? 1 : 0}; path=/; SameSite=Lax`;
