// What everybody must know stands here as well.
import('/siteswap/announcements.js').then(({announce}) => {
  const node = document.createElement('div');
  node.className = 'siteswap-announcements';
  node.setAttribute('role', 'alert');
  document.body.append(node);
  announce(node);
});
