/* global SwaggerUIBundle */

/** Shows the reference with the first demo client filled in at "Authorize". */
const start = async () => {
  const login = await (await fetch('login.json')).json();
  const ui = SwaggerUIBundle({
    url: 'openapi.json',
    dom_id: '#reference',
    layout: 'BaseLayout',
    deepLinking: true,
    docExpansion: 'list',
    filter: true,
    tryItOutEnabled: true,
    displayRequestDuration: true,
    persistAuthorization: true,
    defaultModelsExpandDepth: -1,
    syntaxHighlight: { theme: 'nord' },
  });
  ui.initOAuth({ ...login, scopes: login.scopes.join(' ') });
};

void start();
