CREATE TABLE `key_tokens` (
	`secret_hash` text PRIMARY KEY NOT NULL,
	`key_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`key_id`) REFERENCES `api_keys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `key_tokens_end_idx` ON `key_tokens` (`expires_at`);--> statement-breakpoint
ALTER TABLE `api_keys` ADD `token_only` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `exchanged_on` text;