CREATE TABLE `analyses` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`scope_id` text,
	`scope_name` text NOT NULL,
	`audience` text NOT NULL,
	`title` text NOT NULL,
	`year` integer NOT NULL,
	`run_id` text NOT NULL,
	`template_version` integer NOT NULL,
	`state` text NOT NULL,
	`progress` integer NOT NULL,
	`attempts` integer NOT NULL,
	`lease_until` integer,
	`error` text,
	`content` text NOT NULL,
	`content_hash` text NOT NULL,
	`file_hash` text,
	`file_size` integer,
	`simulated` integer NOT NULL,
	`requested_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `analyses_scope_idx` ON `analyses` (`kind`,`scope_id`,`id`);--> statement-breakpoint
CREATE INDEX `analyses_state_idx` ON `analyses` (`state`,`lease_until`);--> statement-breakpoint
CREATE TABLE `analysis_templates` (
	`kind` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`body` text NOT NULL,
	`changed_at` integer NOT NULL
);
