CREATE TABLE `audit_head` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `repeatable_calls` (
	`actor` text NOT NULL,
	`key` text NOT NULL,
	`call_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`status` integer,
	`location` text,
	`body` text,
	PRIMARY KEY(`actor`, `key`)
);
--> statement-breakpoint
CREATE INDEX `repeatable_calls_age_idx` ON `repeatable_calls` (`created_at`);--> statement-breakpoint
ALTER TABLE `audit_entries` ADD `seq` integer;--> statement-breakpoint
ALTER TABLE `audit_entries` ADD `hash` text;--> statement-breakpoint
CREATE UNIQUE INDEX `audit_seq_idx` ON `audit_entries` (`seq`);--> statement-breakpoint
CREATE INDEX `audit_actor_idx` ON `audit_entries` (`actor`,`id`);--> statement-breakpoint
CREATE INDEX `audit_at_idx` ON `audit_entries` (`at`,`id`);