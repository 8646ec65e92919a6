(() => {
  document.documentElement.lang = '%s';
  const skip = document.querySelector('[data-testid="stSkipToContent"]');
  if (skip) skip.textContent = %s;
})();
